import type { Build } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import { Secret } from '../../model/secret.ts';
import { buildkitFacts, sentWords } from './buildkit-facts.ts';
import { commandLines, ENDINGS, mainCallLine } from './command-overview.ts';
import { contextTree, largestPart } from './context-tree.ts';
import type { CommandCalls } from './engine.ts';
import { accountWords, labelledFacts } from './exchange-facts.ts';
import { clientWords, isLibrary, titleWords } from './exchange-row.ts';
import { formatBytes, formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { dateAndTime } from './format-time.ts';
import { STATUS_STYLES } from './list-lines.ts';
import { LABEL_INDENT, labelled, linesPane, type PaneMaker, type PaneView } from './pane.ts';
import { safeLines, safeText } from './safe-text.ts';
import { sensitivePath } from './secret-paths.ts';
import { exchangeStatus } from './status.ts';
import { line, type StyledLine, span, wrapLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';
import type { Surroundings, TabAnswer } from './tab-answer.ts';
import { transportOf } from './transport.ts';

const SENTENCE_INDENT = 3;

/** Paths that are named for a warning; the rest is counted. */
const MAX_PATHS = 4;

/** What happened, in sentences: who asked whom for what, how it ended, what went over the wire. */
export function overviewMaker(exchange: Exchange, _: TabAnswer, { command }: Surroundings): PaneMaker {
  return (view) => linesPane(overviewLines(exchange, command, view));
}

/** `command` where the exchange is opened as the main call of one: then that comes first. */
export function overviewLines(
  exchange: Exchange,
  command: CommandCalls | null,
  view: PaneView,
): readonly StyledLine[] {
  const { docker } = exchange;
  const { symbols } = view;
  const sentences =
    command?.row == null
      ? [[], askedLine(exchange), ...endedLines(exchange, symbols), []]
      : [
          [],
          ...commandLines(command, command.row, askedWords(exchange, command.row.client), symbols),
          ...saidLines(exchange),
          [],
        ];
  // Where the command is nothing but its main call, that is said already.
  const isMore = command?.row != null && command.row.operation !== titleWords(exchange);
  const lines: StyledLine[] = isMore ? [mainCallLine(exchange, symbols)] : [];
  if (docker.build !== null) lines.push(...buildLines(docker.build, exchange, view.symbols));
  else lines.push(...factLines(exchange));
  lines.push([], ...wireLines(exchange, view));
  const width = view.width - 1;
  return [
    ...sentences.flatMap((sentence) => wrapLine(sentence, width, SENTENCE_INDENT)),
    ...lines.flatMap((styled) => wrapLine(styled, width, LABEL_INDENT)),
  ];
}

/** An error is said above them already. */
function factLines(exchange: Exchange): readonly StyledLine[] {
  const facts = labelledFacts(exchange).filter(({ label }) => label !== 'error');
  return facts.map(({ label, text }, index) =>
    labelled(label === facts[index - 1]?.label ? '' : label, text),
  );
}

function askedLine(exchange: Exchange): StyledLine {
  const words = span(titleWords(exchange), 'strong');
  if (exchange.docker.grpc?.caller === 'daemon')
    return line(' The daemon asked the client, over its session: ', words);
  return line(` ${askedWords(exchange)}: `, words);
}

/** `docker 28.2 asked the daemon 28.2.1 (linux, API 1.50)`. */
function askedWords(exchange: Exchange, name = '?'): string {
  const { client, daemon } = exchange.docker;
  const named = client === null || isLibrary(client) ? name : clientWords(client);
  const who = named === '?' ? 'A client' : named;
  const version = daemon?.version == null ? '' : ` ${safeText(daemon.version)}`;
  const api = exchange.request?.apiVersion ?? daemon?.apiVersion ?? null;
  const how = [daemon?.os ?? null, api === null ? null : `API ${api}`].filter((word) => word !== null);
  const aside = how.length === 0 ? '' : ` (${safeText(how.join(', '))})`;
  return `${who} asked the daemon${version}${aside}`;
}

function endedLines(exchange: Exchange, symbols: Symbols): readonly StyledLine[] {
  const { sign, words } = exchangeStatus(exchange);
  const took = exchange.timing.totalMs;
  const time = took === null ? '' : ` after ${formatDuration(took)}`;
  const ended = span(`${symbols[sign]} ${words}`, STATUS_STYLES[sign]);
  return [line(` ${ENDINGS[sign]}`, ended, `${time}.`), ...saidLines(exchange)];
}

/** What the daemon said about a failure. */
function saidLines({ docker: { build, error, progress } }: Exchange): readonly StyledLine[] {
  const message = build?.error?.message ?? error?.message ?? progress?.errorDetail?.message;
  return message === undefined ? [] : safeLines(message).map((text) => line(`   ${text}`));
}

function buildLines(build: Build, exchange: Exchange, symbols: Symbols): readonly StyledLine[] {
  const lines: StyledLine[] = [];
  if (build.tags.length > 0) lines.push(labelled('tags', build.tags.map(safeText).join('  '), 'strong'));
  lines.push(...contextLines(build, symbols));
  if (build.remote !== null && build.remote !== 'client-session')
    lines.push(labelled('context from', safeText(build.remote)));
  lines.push(...optionLines(build, symbols));
  if (build.registries.length > 0) {
    const { words, readable } = transportOf(exchange.server, exchange.proxied);
    const over = span(` over ${words}`, readable ? 'status.warning' : 'plain');
    const count = formatQuantity(build.registries.length, 'login');
    lines.push(
      labelled('credentials', [
        span(count),
        over,
        span(`: ${build.registries.map(accountWords).join(', ')}`),
      ]),
    );
  }
  if (build.steps.length > 0) {
    const cached = build.steps.filter((step) => step.cached).length;
    lines.push(labelled('steps', `${begun(build)} begun, ${cached} from the cache`));
  }
  for (const fact of build.buildkit === null ? [] : buildkitFacts(build.buildkit))
    lines.push(labelled('', fact));
  if (build.imageId !== null) lines.push(labelled('image', safeText(build.imageId)));
  if (build.taggedAs.length > 0) lines.push(labelled('tagged', build.taggedAs.map(safeText).join('  ')));
  return lines;
}

/** BuildKit counts the steps of each stage for itself. */
function begun({ steps }: Build): string {
  const total = steps.at(-1)?.total ?? 0;
  return steps.some(({ stage }) => stage !== null) ? String(steps.length) : `${steps.length} of ${total}`;
}

function contextLines(build: Build, symbols: Symbols): readonly StyledLine[] {
  if (build.context === null) return [];
  const { context } = build;
  const root = contextTree(context.entries);
  const size = sentWords(context) ?? `${formatBytes(context.bytes)}, ${formatQuantity(root.files, 'file')}`;
  const largest = largestPart(root);
  const most =
    largest === null ? '' : `; ${Math.round(largest.share * 100)} % of it ${safeText(largest.path)}`;
  const lines: StyledLine[] = [labelled('context', size + most)];
  const doubtful = context.entries.flatMap(({ path }) => {
    const why = sensitivePath(path);
    return why === null ? [] : [`${safeText(path)} (${why})`];
  });
  if (doubtful.length > 0) {
    const more = doubtful.length > MAX_PATHS ? ` and ${doubtful.length - MAX_PATHS} more` : '';
    const named = doubtful.slice(0, MAX_PATHS).join(', ');
    lines.push(labelled('', `${symbols.warning} in it: ${named}${more}`, 'status.warning'));
  }
  return lines;
}

function optionLines(build: Build, symbols: Symbols): readonly StyledLine[] {
  const lines: StyledLine[] = [labelled('Dockerfile', safeText(build.dockerfilePath))];
  const args = Object.entries(build.buildArgs).map(([name, value]) => {
    if (value === null) return safeText(name);
    return `${safeText(name)}=${value instanceof Secret ? symbols.mask : safeText(value)}`;
  });
  if (args.length > 0) lines.push(labelled('build args', args.join('  ')));
  const labels = Object.entries(build.labels).map(([name, value]) => safeText(`${name}=${value}`));
  if (labels.length > 0) lines.push(labelled('labels', labels.join('  ')));
  const options = [
    build.target === null ? null : `target ${build.target}`,
    build.platform === null ? null : `platform ${build.platform}`,
    build.networkMode === null ? null : `network ${build.networkMode}`,
    build.noCache ? 'without the cache' : null,
    build.pull ? 'pulling newer images' : null,
    build.cacheFrom.length === 0 ? null : `cache from ${build.cacheFrom.join(', ')}`,
    ...Object.entries(build.limits).map(([name, value]) => `${name} ${value}`),
  ].filter((option) => option !== null);
  if (options.length > 0) lines.push(labelled('options', safeText(options.join(', '))));
  return lines;
}

function wireLines(exchange: Exchange, { symbols, utcOffset }: PaneView): readonly StyledLine[] {
  const { request, response } = exchange;
  const from = `${safeText(exchange.client)} ${symbols.arrow} ${safeText(exchange.server)}`;
  const lines = [
    labelled(
      'connection',
      `${exchange.connection}: ${from}, ${transportOf(exchange.server, exchange.proxied).words}`,
    ),
  ];
  const { proxied } = exchange;
  if (proxied !== null) {
    // Over a unix socket the connection's two ends say the same.
    if (proxied.listener !== exchange.client)
      lines.push(labelled('through', safeText(`${proxied.listener} ${symbols.arrow} ${proxied.target}`)));
    if (proxied.pid !== null)
      lines.push(labelled('process', safeText(`${proxied.pid} ${proxied.command ?? ''}`)));
  }
  if (request !== null)
    lines.push(
      labelled('sent', `${dateAndTime(request.time, utcOffset)}, ${formatBytes(request.body.bytes)}`),
    );
  if (response !== null) {
    lines.push(
      labelled(
        'answered',
        `${dateAndTime(response.time, utcOffset)}, ${response.status}, ${formatBytes(response.body.bytes)}`,
      ),
    );
  }
  return lines;
}
