import type { ArchiveEntry, Compression } from '../../model/archive-entry.ts';
import type { Exchange } from '../../model/exchange.ts';
import { bar } from './bar.ts';
import { sentWords } from './buildkit-facts.ts';
import { type ContextNode, contextTree } from './context-tree.ts';
import { padText } from './fit-text.ts';
import { formatBytes, formatCount, formatQuantity } from './format-bytes.ts';
import { type IgnoreAdvice, ignoreAdvice } from './ignore-advice.ts';
import type { FileOrder, Pane, PaneMaker, PaneTarget, PaneView } from './pane.ts';
import { safeText } from './safe-text.ts';
import { sensitivePath } from './secret-paths.ts';
import { fitLine, line, type StyledLine, span, spreadLine } from './styled-line.ts';

/** A folder with at least this part of everything is shown unfolded at first. */
const UNFOLDED_SHARE = 0.2;

/** The files of a tar as a tree that folds, with the sums of its folders. */
interface FileArchive {
  readonly bytes: number;
  readonly fileBytes: number;
  readonly compression: Compression | null;
  readonly sha256: string | null;
  readonly entries: readonly ArchiveEntry[];
  /** Message whose body it is. */
  readonly side: 'request' | 'response';
}

/** The build context: what was sent, and with BuildKit also what was listed. */
export function contextMaker({ docker }: Exchange): PaneMaker {
  const { build } = docker;
  if (build?.context == null) return treeMaker(EMPTY);
  const advice = ignoreAdvice(build);
  return treeMaker(
    { ...build.context, side: 'request' },
    (view) => adviceLines(advice, view),
    advice.unnamed,
  );
}

/** Below the files: what could stay at home the next time. */
function adviceLines({ lines, share }: IgnoreAdvice, view: PaneView): readonly StyledLine[] {
  if (lines.length === 0) return [];
  const percent = Math.round(share * 100);
  const what = percent === 0 ? 'that keeps at home' : `that would have kept ${percent} % at home`;
  return [
    [span(` ${view.symbols.rule.repeat(Math.max(0, view.width - 2))} `, 'dim')],
    spreadLine(
      line(span(` .dockerignore ${what}:`, 'dim'), span(`  ${lines.join('  ')}`, 'strong')),
      line(span('y', 'key'), span(' copies the lines ', 'dim')),
      view.width,
      view.symbols.ellipsis,
    ),
  ];
}

/** The tar of a copy, save, load, export or import. */
export function filesMaker(exchange: Exchange): PaneMaker {
  const { archive } = exchange.docker;
  return treeMaker(archive === null ? EMPTY : { ...archive, sha256: null, side: archiveSide(exchange) });
}

/** A session's files are asked for by the daemon, and come in the client's answer. */
function archiveSide({ docker, request }: Exchange): 'request' | 'response' {
  if (docker.grpc?.method.endsWith('.FileSync/DiffCopy') === true) return 'response';
  return (request?.body.bytes ?? 0) > 0 ? 'request' : 'response';
}

const EMPTY: FileArchive = {
  bytes: 0,
  fileBytes: 0,
  compression: null,
  sha256: null,
  entries: [],
  side: 'request',
};

/** `unnamed`: files that no instruction reads; null where that is not known. */
function treeMaker(
  archive: FileArchive,
  foot: (view: PaneView) => readonly StyledLine[] = () => [],
  unnamed: number | null = null,
): PaneMaker {
  const root = contextTree(archive.entries);
  return (view) => {
    const head = [summaryLine(archive, root, unnamed, view), []];
    return { ...treePane(archive, root, view), head, foot: foot(view) };
  };
}

interface TreeRow {
  readonly node: ContextNode;
  readonly depth: number;
  readonly open: boolean;
}

function treePane(archive: FileArchive, root: ContextNode, view: PaneView): Pane {
  const rows = visibleRows(root, view.toggled, view.order);
  const widest = Math.min(40, Math.max(8, Math.floor(view.width / 5)));
  return {
    head: [],
    foot: [],
    count: rows.length,
    line: (index) => treeLine(rows[index], archive, widest, view),
    cursor: true,
    start: 0,
    tree: true,
    forms: false,
    opens: (index) => fileTarget(rows[index]?.node, archive),
    foldKey: (index) => {
      const node = rows[index]?.node;
      return node !== undefined && node.children.length > 0 ? node.path : null;
    },
  };
}

function fileTarget(node: ContextNode | undefined, { entries, side }: FileArchive): PaneTarget | null {
  if (node === undefined || node.entry === null || node.type !== 'file') return null;
  const entry = entries[node.entry];
  return entry === undefined ? null : { kind: 'file', side, entry, index: node.entry };
}

function summaryLine(
  archive: FileArchive,
  root: ContextNode,
  unnamed: number | null,
  view: PaneView,
): StyledLine {
  const format =
    archive.compression === null || archive.compression === 'none' ? '' : `${archive.compression} of a `;
  const listed = sentWords(archive);
  const words =
    listed === null
      ? [`${formatBytes(archive.bytes)} sent as a ${format}tar`, formatQuantity(root.files, 'file')]
      : [listed];
  if (format !== '') words.push(`${formatBytes(root.bytes)} of content`);
  if (unnamed !== null && unnamed > 0) words.push(`${formatCount(unnamed)} of them named in no COPY or ADD`);
  if (archive.sha256 !== null) words.push(`sha256 ${archive.sha256.slice(0, 12)}${view.symbols.ellipsis}`);
  const orders: Record<FileOrder, string> = { size: 'largest first', name: 'by name', sent: 'as sent' };
  return spreadLine(
    [span(` ${words.join(` ${view.symbols.between} `)}`)],
    [span(`${orders[view.order]} `, 'dim')],
    view.width,
    view.symbols.ellipsis,
  );
}

/** Rows of what is not folded away, without recursion through what is. */
function visibleRows(root: ContextNode, toggled: ReadonlySet<string>, order: FileOrder): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (parent: ContextNode, depth: number) => {
    for (const node of inOrder(parent.children, order)) {
      const openAtFirst = depth === 0 && node.share >= UNFOLDED_SHARE;
      const open = node.children.length > 0 && openAtFirst !== toggled.has(node.path);
      rows.push({ node, depth, open });
      if (open) visit(node, depth + 1);
    }
  };
  visit(root, 0);
  return rows;
}

function inOrder(nodes: readonly ContextNode[], order: FileOrder): readonly ContextNode[] {
  if (order === 'size') return nodes;
  if (order === 'name') return nodes.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return nodes.toSorted((one, other) => firstEntry(one) - firstEntry(other));
}

/** A folder that was never sent itself stands where the first thing in it was sent. */
function firstEntry(node: ContextNode): number {
  if (node.entry !== null) return node.entry;
  return node.children.reduce((first, child) => Math.min(first, firstEntry(child)), Number.POSITIVE_INFINITY);
}

function treeLine(
  row: TreeRow | undefined,
  archive: FileArchive,
  barWidth: number,
  view: PaneView,
): StyledLine {
  if (row === undefined) return [];
  const { node, depth, open } = row;
  const { symbols } = view;
  const entry = node.entry === null ? undefined : archive.entries[node.entry];
  const sign = node.children.length === 0 ? ' ' : open ? symbols.unfolded : symbols.folded;
  const percent = node.share >= 0.005 ? `${Math.round(node.share * 100)} %` : '';
  const warning = sensitivePath(node.path);
  const left = line(
    span(` ${padText(formatBytes(node.bytes), 7, 'right')}  `),
    span(padText(bar(node.share, barWidth, symbols), barWidth), 'bar'),
    span(` ${padText(percent, 5, 'right')}  `, 'dim'),
    span(`${'  '.repeat(depth)}${sign} `, 'dim'),
    span(nodeName(node, entry, symbols.arrow), node.type === 'directory' ? 'strong' : 'plain'),
    ...(warning === null ? [] : [span(`  ${symbols.warning} ${warning}`, 'status.warning')]),
  );
  const right = node.type === 'directory' ? filesIn(node) : fileNote(node, entry);
  if (right === '') return fitLine(left, view.width - 1, symbols.ellipsis);
  return spreadLine(left, [span(`${right} `, 'dim')], view.width, symbols.ellipsis);
}

function filesIn({ files }: ContextNode): string {
  return files === 0 ? 'empty' : formatQuantity(files, 'file');
}

function nodeName(node: ContextNode, entry: ArchiveEntry | undefined, arrow: string): string {
  const name = safeText(node.name);
  if (node.type === 'directory') return `${name}/`;
  return entry?.linkTarget ? `${name} ${arrow} ${safeText(entry.linkTarget)}` : name;
}

/**
 * What is out of the ordinary about a file: that it is a link or a device, or may be executed; with BuildKit
 * whether it was sent, or only listed.
 */
function fileNote(node: ContextNode, entry: ArchiveEntry | undefined): string {
  const words = node.type !== 'file' ? node.type : (entry?.mode ?? 0) & 0o111 ? 'executable' : '';
  // A directory or a link has nothing that could be sent.
  if (node.type !== 'file' || entry?.sent === undefined) return words;
  return [words, entry.sent ? 'sent' : 'not sent'].filter((word) => word !== '').join(', ');
}
