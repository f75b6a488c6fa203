import type { Exchange } from '../../model/exchange.ts';
import { MASK } from '../../model/secret.ts';
import { isText } from './content-lines.ts';
import { cutText, textWidth } from './fit-text.ts';
import { formatQuantity } from './format-bytes.ts';
import { clockTime } from './format-time.ts';
import { HEX_ROW, hexLine } from './hex-lines.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView, textPane } from './pane.ts';
import type { Raw, RawPiece } from './raw.ts';
import { safeText } from './safe-text.ts';
import { fitLine, line, type StyledLine, span, wrapLine } from './styled-line.ts';
import { answerNote, type TabAnswer } from './tab-answer.ts';

type Sender = RawPiece['from'];

/** Lines that are made when they are on the screen. */
interface Block {
  readonly count: number;
  readonly line: (row: number) => StyledLine;
}

/** The exchange as it was on the wire: both sides in the order they came, each line with who sent it. */
export function rawMaker(exchange: Exchange, answer: TabAnswer): PaneMaker {
  let made: { readonly key: string; readonly blocks: readonly Block[] } | null = null;
  return (view) => {
    if (answer.kind !== 'raw') return textPane(answerNote(answer, view), view);
    const { raw } = answer;
    const key = `${view.form} ${view.revealed} ${view.width}`;
    if (made?.key !== key) made = { key, blocks: [headBlock(exchange, raw, view), ...runs(raw, view)] };
    return blocksPane(made.blocks);
  };
}

function blocksPane(blocks: readonly Block[]): Pane {
  const starts: number[] = [];
  let count = 0;
  for (const block of blocks) {
    starts.push(count);
    count += block.count;
  }
  const at = (index: number): StyledLine => {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return blocks[low]?.line(index - starts[low]!) ?? [];
  };
  return { ...linesPane([], { forms: true }), count, line: at };
}

function linesBlock(lines: readonly StyledLine[]): Block {
  return { count: lines.length, line: (row) => lines[row] ?? [] };
}

function headBlock({ stream, hijack }: Exchange, { pieces, left }: Raw, view: PaneView): Block {
  const sent = (from: Sender) => {
    const shown = pieces.reduce(
      (sum, piece) => sum + (piece.kind === 'bytes' && piece.from === from ? piece.bytes.length : 0),
      0,
    );
    return formatQuantity(shown + left[from], 'byte');
  };
  const after = hijack === null ? '' : ', with all that followed when the connection was handed over';
  const lines: StyledLine[] = [
    line(` ${sent('client')} from the client, ${sent('server')} from the daemon, as they came${after}.`),
  ];
  if (stream !== null) {
    lines.push([
      span(` These are the frames of stream ${stream}; its header fields are compressed in them.`, 'dim'),
    ]);
  }
  if (pieces.some((piece) => piece.kind === 'bytes' && piece.masked !== null)) {
    const words = view.revealed
      ? ' hides the secrets in it.'
      : ' shows what is masked: it is secret, or may be.';
    lines.push(line(` ${view.symbols.warning} `, span('p', 'key'), words));
  }
  return linesBlock(lines.flatMap((styled) => wrapLine(styled, view.width - 1, 2)));
}

/** What one side sends until the other one does, each with a title, and what is left out at the end. */
function runs({ pieces, left }: Raw, view: PaneView): readonly Block[] {
  const blocks: Block[] = [];
  const offsets = { client: 0, server: 0 };
  for (let index = 0; index < pieces.length; ) {
    const { from, at } = pieces[index]!;
    let end = index;
    while (pieces[end]?.from === from) end += 1;
    const run = pieces.slice(index, end);
    const bytes = run.reduce((sum, piece) => sum + (piece.kind === 'bytes' ? piece.bytes.length : 0), 0);
    const words = `${clockTime(at, view.utcOffset, 'ms')}, ${formatQuantity(bytes, 'byte')}`;
    blocks.push(linesBlock([[], [span(` ${senderName(from)}`, 'heading'), span(`  ${words}`, 'dim')]]));
    blocks.push(...runBlocks(run, offsets[from], view));
    offsets[from] += bytes;
    index = end;
  }
  for (const from of ['client', 'server'] as const) {
    if (left[from] === 0) continue;
    const words = `${view.symbols.ellipsis} ${formatQuantity(left[from], 'byte')} more from the ${senderName(from)}; `;
    blocks.push(
      linesBlock([[], [span(` ${words}`, 'dim'), span('w', 'key'), span(' saves all of it.', 'dim')]]),
    );
  }
  return blocks;
}

function runBlocks(run: readonly RawPiece[], start: number, view: PaneView): readonly Block[] {
  const { form, revealed, symbols } = view;
  const { ellipsis } = symbols;
  const from = run[0]!.from;
  const blocks: Block[] = [];
  let texts: Uint8Array[] = [];
  const flush = () => {
    if (texts.length > 0) blocks.push(textBlock(Buffer.concat(texts), from, view));
    texts = [];
  };
  let offset = start;
  for (const piece of run) {
    if (piece.kind === 'gap') {
      flush();
      const many = piece.missing === 0 ? 'bytes may be' : `${formatQuantity(piece.missing, 'byte')}`;
      const note = `${ellipsis} ${many} missing ${ellipsis}`;
      blocks.push(linesBlock([line(prefix(from, view), span(note, 'status.warning'))]));
      continue;
    }
    const { bytes, masked } = piece;
    const shown = revealed || masked === null ? bytes : masked;
    if (shown.length === 0) {
      flush();
      const note = `${symbols.mask} ${formatQuantity(bytes.length, 'byte')} that may hold secrets`;
      blocks.push(linesBlock([line(prefix(from, view), span(note, 'status.warning'))]));
    } else if (form === 'text' || (form === 'pretty' && isText(shown))) texts.push(shown);
    else {
      flush();
      blocks.push(hexBlock(shown, offset, from, view));
    }
    offset += bytes.length;
  }
  flush();
  return blocks;
}

/** Long lines go on beneath themselves, so that nothing of them is lost. */
function textBlock(bytes: Uint8Array, from: Sender, view: PaneView): Block {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const texts = lines.flatMap((text) => {
    const safe = safeText(text.replace(/\r$/, '')).replaceAll(MASK, view.symbols.mask);
    return pieces(safe, Math.max(8, view.width - 1 - PREFIX_WIDTH));
  });
  return { count: texts.length, line: (row) => fitted(line(prefix(from, view), texts[row] ?? ''), view) };
}

const PREFIX_WIDTH = 3;

function pieces(text: string, width: number): readonly string[] {
  const found: string[] = [];
  let rest = text;
  // A line may be as long as all that is shown: only its beginning is measured each time.
  for (let next = rest.slice(0, 2 * width); textWidth(next) > width; next = rest.slice(0, 2 * width)) {
    const head = cutText(next, width + 1, '') || next;
    found.push(head);
    rest = rest.slice(head.length);
  }
  return [...found, rest];
}

function hexBlock(bytes: Uint8Array, offset: number, from: Sender, view: PaneView): Block {
  return {
    count: Math.ceil(bytes.length / HEX_ROW),
    line: (row) => {
      const [place, ...rest] = hexLine(bytes, row, offset);
      // As many digits as the bytes that are shown can need, so that a line fits into 80 columns.
      const short = span(`${place?.text.trim().slice(-6) ?? ''}  `, 'dim');
      return fitted([prefix(from, view), short, ...rest], view);
    },
  };
}

function fitted(styled: StyledLine, { width, symbols }: PaneView): StyledLine {
  return fitLine(styled, width - 1, symbols.ellipsis);
}

function senderName(from: Sender): string {
  return from === 'client' ? 'client' : 'daemon';
}

/** Who sent a line, by a sign. */
function prefix(from: Sender, { symbols }: PaneView) {
  return from === 'client' ? span(` ${symbols.arrow} `, 'stream.in') : span(` ${symbols.arrowBack} `, 'dim');
}
