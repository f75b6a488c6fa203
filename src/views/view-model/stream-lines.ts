import type { Content } from './content.ts';
import { clockTime } from './format-time.ts';
import type { PaneView } from './pane.ts';
import { safeLines } from './safe-text.ts';
import { fitLine, line, type StyledLine, type StyleName, span } from './styled-line.ts';

const STREAM_STYLES: Readonly<Record<string, StyleName>> = {
  stdin: 'stream.in',
  stdout: 'plain',
  stderr: 'stream.error',
  raw: 'plain',
};

const STREAM_LABELS: Readonly<Record<string, string>> = {
  stdin: 'in ',
  stdout: 'out',
  stderr: 'err',
  raw: 'tty',
};

/** Docker's streams line by line in the order they came, each with its time and where it came from. */
export function streamLines({ bytes, pieces }: Content, view: PaneView): readonly StyledLine[] {
  const lines: StyledLine[] = [];
  let offset = 0;
  for (let index = 0; index < pieces.length; ) {
    const { name, at } = pieces[index]!;
    // What follows at once on the same stream is one text: its packets say nothing.
    let length = 0;
    while (index < pieces.length && pieces[index]!.name === name && pieces[index]!.at - at < JOINED) {
      length += pieces[index]!.length;
      index += 1;
    }
    const text = Buffer.from(bytes.subarray(offset, offset + length)).toString('utf8');
    offset += length;
    const style = STREAM_STYLES[name] ?? 'plain';
    for (const [row, shown] of safeLines(text).entries()) {
      const time = clockTime(at, view.utcOffset, 'ms');
      lines.push(
        fitLine(
          line(
            span(` ${row === 0 ? time : ' '.repeat(time.length)} `, 'dim'),
            span(`${STREAM_LABELS[name] ?? name}  `, style === 'plain' ? 'dim' : style),
            span(shown, style),
          ),
          view.width - 1,
          view.symbols.ellipsis,
        ),
      );
    }
  }
  return lines;
}

/** Microseconds within which pieces of one stream are one. */
const JOINED = 10_000;
