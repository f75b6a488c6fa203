import type { Build } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import { MASK, type Secret } from '../../model/secret.ts';
import { buildkitFacts, sentWords } from '../view-model/buildkit-facts.ts';
import { type ContextNode, contextTree } from '../view-model/context-tree.ts';
import { exchangeRow } from '../view-model/exchange-row.ts';
import { formatBytes, formatCount, formatQuantity } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { safeLines, safeText } from '../view-model/safe-text.ts';
import { sensitivePath } from '../view-model/secret-paths.ts';
import { statusText } from '../view-model/status.ts';
import { indented } from './line.ts';
import { table } from './table.ts';
import type { TextOptions } from './text-options.ts';

/** Rows of the context's tree at its top, and in each directory that is opened. */
const MAX_TOP_ROWS = 16;
const MAX_INNER_ROWS = 3;
const MAX_CONTEXT_DEPTH = 3;
/** A directory is opened where it holds at least this part of the context. */
const WORTH_OPENING = 0.1;
/** Longer names push the rest of their row to the right. */
const MAX_NAME_WIDTH = 44;
/** Longest Dockerfile that is printed whole. */
const MAX_DOCKERFILE_LINES = 200;
/** Last lines of what a failed step printed. */
const MAX_OUTPUT_LINES = 12;

/**
 * Everything that one `docker build` sent, section by section, for a reader without a terminal: the request,
 * the context's largest parts, the Dockerfile, the accounts whose credentials went along, and the steps.
 */
export function explainBuild(exchange: Exchange, build: Build, options: TextOptions): readonly string[] {
  const row = exchangeRow(exchange);
  const { marks, palette } = options;
  const took = row.tookMs === null ? '' : ` after ${formatDuration(row.tookMs)}`;
  const heading = [`exchange ${exchange.id}`, row.operation, statusText(row.status, marks) + took];
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', indented(title, 0, options, palette.named), ...lines];
  return [
    indented(heading.join(` ${marks.between} `), 0, options, palette.named),
    ...section('Request', requestLines(exchange, build, options)),
    ...section(contextTitle(build), contextLines(build, options)),
    ...section(`Dockerfile (${safeText(build.dockerfilePath)})`, dockerfileLines(build, options)),
    ...section(CREDENTIALS[build.builder], credentialLines(build, options)),
    ...section('Beside the files', buildkitLines(build, options)),
    ...section('Steps', stepLines(build, options)),
    ...section('Error', errorLines(build, options)),
  ];
}

const CREDENTIALS = {
  classic: 'Credentials sent in X-Registry-Config',
  buildkit: 'Credentials asked for over the session',
} as const;

function buildkitLines({ buildkit }: Build, options: TextOptions): readonly string[] {
  return buildkit === null ? [] : buildkitFacts(buildkit).map((fact) => indented(fact, 2, options));
}

function requestLines(exchange: Exchange, build: Build, options: TextOptions): readonly string[] {
  const { request } = exchange;
  const row = exchangeRow(exchange);
  const entries: [name: string, value: string | Secret][] = [];
  if (request !== null) {
    entries.push([
      'request',
      `${request.method} ${request.target.toString().split('?', 1)[0]} HTTP/${request.httpVersion}`,
    ]);
  }
  entries.push(['route', `${row.from} ${options.marks.arrow} ${row.to}`], ['client', row.client]);
  const { daemon } = exchange.docker;
  if (daemon !== null && daemon.version !== null) entries.push(['daemon', daemon.version]);
  entries.push(['builder', build.builder]);
  for (const tag of build.tags) entries.push(['tag', tag]);
  for (const [name, value] of Object.entries(build.buildArgs)) {
    entries.push(['build arg', value === null ? name : `${name}=${value}`]);
  }
  for (const [name, value] of Object.entries(build.labels)) entries.push(['label', `${name}=${value}`]);
  for (const [name, value] of Object.entries(build.limits)) entries.push(['limit', `${name}=${value}`]);
  if (build.target !== null) entries.push(['target', build.target]);
  if (build.platform !== null) entries.push(['platform', build.platform]);
  if (build.networkMode !== null) entries.push(['network', build.networkMode]);
  if (build.remote !== null) entries.push(['remote', build.remote]);
  for (const image of build.cacheFrom) entries.push(['cache from', image]);
  if (build.noCache) entries.push(['no cache', 'yes']);
  if (build.pull) entries.push(['pull', 'yes']);
  if (request !== null) {
    entries.push(['body', `${formatBytes(request.body.bytes)} ${request.body.mediaType ?? ''}`.trimEnd()]);
  }
  return table(
    [{ title: '' }, { title: '' }],
    entries.map(([name, value]) => [name, safeText(value)]),
    options,
  );
}

function contextTitle({ context }: Build): string {
  if (context === null) return 'Context';
  const files = context.entries.filter((entry) => entry.type !== 'directory').length;
  const sent = sentWords(context);
  if (sent !== null) return `Context: ${sent}`;
  const packed = context.compression === 'none' ? 'tar' : `tar in ${context.compression}`;
  const sha256 = context.sha256 === null ? '' : `, sha256 ${context.sha256}`;
  return `Context: ${formatBytes(context.bytes)} in ${formatQuantity(files, 'file')}, ${packed}${sha256}`;
}

function contextLines({ context }: Build, options: TextOptions): readonly string[] {
  if (context === null || context.entries.length === 0) return [];
  const columns = [
    { title: '', align: 'right' },
    { title: '', align: 'right' },
    { title: '', widest: MAX_NAME_WIDTH },
    { title: '' },
  ] as const;
  return table(columns, contextRows(contextTree(context.entries), 0, options), options);
}

/** The largest parts of a directory, opened where it is worth it; what looks like secrets is never left out. */
function contextRows(directory: ContextNode, depth: number, options: TextOptions): readonly string[][] {
  const limit = depth === 0 ? MAX_TOP_ROWS : MAX_INNER_ROWS;
  const shown = directory.children.filter(
    (node, index) => index < limit || sensitivePath(node.path) !== null,
  );
  const rows = shown.flatMap((node) => {
    const row = contextRow(node, depth, options);
    const open = node.share >= WORTH_OPENING && depth + 1 < MAX_CONTEXT_DEPTH;
    return open ? [row, ...contextRows(node, depth + 1, options)] : [row];
  });
  const left = directory.children.length - shown.length;
  if (left === 0) return rows;
  const bytes = shown.reduce((sum, node) => sum - node.bytes, directory.bytes);
  return [...rows, [formatBytes(bytes), '', `${'  '.repeat(depth)}and ${formatCount(left)} more`, '']];
}

function contextRow(node: ContextNode, depth: number, { marks }: TextOptions): string[] {
  const directory = node.type === 'directory';
  const warning = sensitivePath(node.path);
  const notes = [
    ...(directory ? [formatQuantity(node.files, 'file')] : []),
    ...(warning === null ? [] : [`${marks.warning} ${warning}`]),
  ];
  return [
    formatBytes(node.bytes),
    `${(node.share * 100).toFixed(0)} %`,
    `${'  '.repeat(depth)}${safeText(node.name)}${directory ? '/' : ''}`,
    notes.join('  '),
  ];
}

function dockerfileLines({ dockerfile }: Build, options: TextOptions): readonly string[] {
  if (dockerfile === null) return [];
  const lines = safeLines(dockerfile);
  const shown = lines.slice(0, MAX_DOCKERFILE_LINES);
  const more = lines.length - shown.length;
  const numbered = shown.map((line, index) =>
    indented(`${String(index + 1).padStart(3)}  ${line}`.trimEnd(), 2, options),
  );
  return more > 0
    ? [...numbered, indented(`and ${formatQuantity(more, 'line')} more`, 7, options)]
    : numbered;
}

const SECRET_KINDS = {
  password: 'password',
  identitytoken: 'identity token',
  registrytoken: 'registry token',
  none: 'none',
} as const;

function credentialLines({ registries }: Build, options: TextOptions): readonly string[] {
  if (registries.length === 0) return [];
  const columns = ['REGISTRY', 'ACCOUNT', 'KIND', 'VALUE'].map((title) => ({ title }));
  const rows = registries.map(({ server, username, kind, secret }) => [
    safeText(server),
    username === null || username === '' ? options.marks.none : safeText(username),
    SECRET_KINDS[kind],
    secret === null ? options.marks.none : MASK,
  ]);
  return table(columns, rows, options);
}

function stepLines({ steps }: Build, options: TextOptions): readonly string[] {
  if (steps.length === 0) return [];
  const columns = [
    { title: '#', align: 'right' },
    { title: 'STEP', widest: 72 },
    { title: 'TOOK', align: 'right' },
    { title: 'CACHE' },
  ] as const;
  const rows = steps.map((step) => [
    String(step.number),
    `${step.stage === null ? '' : `[${safeText(step.stage)}] `}${safeText(step.instruction)}`,
    step.durationMs === null ? options.marks.none : formatDuration(step.durationMs),
    `${step.cached ? 'hit' : options.marks.none}${step.error === null ? '' : `  ${options.marks.failed} failed`}`,
  ]);
  const lines = table(columns, rows, options);
  const last = steps.at(-1);
  // Of several stages nobody knows which was next.
  const notReached = last === undefined || last.stage !== null ? 0 : last.total - last.number;
  if (notReached <= 0) return lines;
  const words = `${formatQuantity(notReached, 'more step')} not reached`;
  return [...lines, indented(words, 2, options, options.palette.context)];
}

function errorLines({ error, steps }: Build, options: TextOptions): readonly string[] {
  if (error === null) return [];
  const output = safeLines(steps.find((step) => step.error !== null)?.output ?? '').slice(-MAX_OUTPUT_LINES);
  return [
    ...output.map((line) => indented(line, 2, options, options.palette.context)),
    ...safeLines(error.message).map((line) => indented(line, 2, options, options.palette.failed)),
  ];
}
