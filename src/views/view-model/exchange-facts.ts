import type { Build } from '../../model/build.ts';
import type { Archive, Progress } from '../../model/docker-facts.ts';
import type { DockerStreams } from '../../model/docker-streams.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { RegistryCredentials } from '../../model/registry-credentials.ts';
import { buildkitFacts, sentWords } from './buildkit-facts.ts';
import { contextTree, largestPart } from './context-tree.ts';
import { formatBytes, formatQuantity } from './format-bytes.ts';
import { safeText } from './safe-text.ts';
import { tlsFailureLines } from './tls-failure-words.ts';

/** Different issues named beneath one exchange; the rest is counted. */
const MAX_ISSUES_SHOWN = 3;

/** Longest text quoted from the wire inside a fact, so that one message cannot fill a screen. */
const MAX_QUOTED = 300;

/** One thing worth knowing about an exchange. */
export interface Fact {
  /** What it is about; empty where the text says so itself. */
  readonly label: string;
  readonly text: string;
}

/** What is worth a line of its own: the context, credentials, steps, streams, errors, what is missing. */
export function exchangeFacts(exchange: Exchange): readonly string[] {
  const { build } = exchange.docker;
  return [
    ...(build === null ? [] : buildFacts(build)),
    ...labelledFacts(exchange).map(({ label, text }) => (NAMED.has(label) ? `${label}: ${text}` : text)),
  ];
}

/** Labels without which a text would say too little. */
const NAMED: ReadonlySet<string> = new Set(['credentials', 'error', 'gap']);

/** The same without what only a build has. */
export function labelledFacts(exchange: Exchange): readonly Fact[] {
  const { docker } = exchange;
  const about = (label: string, texts: readonly string[]) => texts.map((text) => ({ label, text }));
  return [
    ...about('credentials', docker.auth === null ? [] : [accountWords(docker.auth)]),
    ...about('files', docker.archive === null ? [] : [archiveFact(docker.archive)]),
    ...about(
      'progress',
      docker.progress === null || docker.build !== null ? [] : progressFacts(docker.progress),
    ),
    ...about('streams', streamFacts(exchange.hijack?.streams ?? docker.streams)),
    ...about('answer', eventFacts(exchange)),
    ...about('TLS', tlsFailureFacts(exchange)),
    ...about('error', errorFacts(exchange)),
    ...about('gap', gapFacts(exchange)),
    ...about('issues', issueFacts(exchange)),
  ];
}

/** `bob@index.docker.io`, `registry.example.com (identity token)`. The secret itself is never here. */
export function accountWords({ server, username, kind }: RegistryCredentials): string {
  const host = safeText(registryHost(server)) || 'no registry named';
  const account = username === null || username === '' ? host : `${safeText(username)}@${host}`;
  if (kind === 'identitytoken') return `${account} (identity token)`;
  if (kind === 'registrytoken') return `${account} (registry token)`;
  return kind === 'none' ? `${account} (no secret)` : account;
}

/** Host and port of a registry address: Docker Hub is written as a URL in every client's config.json. */
export function registryHost(server: string): string {
  return server.replace(/^https?:\/\//i, '').replace(/\/.*$/s, '');
}

function buildFacts(build: Build): readonly string[] {
  const facts: string[] = [];
  if (build.context !== null) facts.push(contextFact(build));
  if (build.registries.length > 0) {
    // With BuildKit they go over the session, when a registry wants them.
    const way = build.builder === 'buildkit' ? 'credentials' : 'X-Registry-Config';
    facts.push(`${way}: ${build.registries.map(accountWords).join(', ')}`);
  }
  if (build.buildkit !== null) facts.push(...buildkitFacts(build.buildkit));
  if (build.steps.length > 0) facts.push(stepsFact(build));
  else if (build.error !== null) facts.push(`failed: ${quote(build.error.message)}`);
  // The tags that were asked for stand in the row already.
  const others = build.taggedAs.filter((name) => !build.tags.some((tag) => isSameTag(tag, name)));
  if (others.length > 0) facts.push(`tagged ${others.map(safeText).join(', ')}`);
  return facts;
}

/** Docker adds `:latest` to a name without a tag. */
function isSameTag(asked: string, given: string): boolean {
  return asked === given || `${asked}:latest` === given;
}

function contextFact({ context }: Build): string {
  if (context === null) return '';
  const files = context.entries.reduce((count, entry) => count + (entry.type === 'directory' ? 0 : 1), 0);
  const packed = context.compression === 'none' ? '' : ` of ${context.compression}`;
  const size = `context ${sentWords(context) ?? `${formatBytes(context.bytes)}${packed}, ${formatQuantity(files, 'file')}`}`;
  const largest = largestPart(contextTree(context.entries));
  return largest === null
    ? size
    : `${size}; largest ${safeText(largest.path)} (${formatBytes(largest.bytes)})`;
}

function stepsFact(build: Build): string {
  // BuildKit counts the steps of each stage for itself.
  const total =
    build.builder === 'buildkit' ? build.steps.length : (build.steps.at(-1)?.total ?? build.steps.length);
  const cached = build.steps.filter((step) => step.cached).length;
  const failed = build.error === null ? undefined : (build.steps.find(hasError) ?? build.steps.at(-1));
  const words = [`steps ${total}`, `cached ${cached}`];
  if (failed !== undefined) {
    const instruction = quote(failed.instruction);
    words.push(`failed ${failed.number}/${failed.total} ${instruction}: ${stepError(build)}`);
  }
  return words.join(', ');
}

function hasError(step: { readonly error: string | null }): boolean {
  return step.error !== null;
}

/** A step's message repeats its whole command, so where there is an exit code that is all that is said. */
export function stepError(build: Build): string {
  if (build.error === null) return '';
  return build.error.code === null ? quote(build.error.message) : `exit code ${build.error.code}`;
}

function archiveFact(archive: Archive): string {
  const sent = sentWords(archive);
  if (sent !== null) return sent;
  const files = archive.entries.reduce((count, entry) => count + (entry.type === 'directory' ? 0 : 1), 0);
  const words: string[] = [];
  if (archive.stat !== null) {
    const { stat } = archive;
    const link = stat.linkTarget === '' ? '' : ` -> ${quote(stat.linkTarget)}`;
    words.push(`${quote(stat.name)}${link} ${safeText(stat.modeText)}, ${formatBytes(stat.size)}`);
  }
  if (archive.bytes > 0) words.push(`tar ${formatBytes(archive.bytes)}, ${formatQuantity(files, 'file')}`);
  const only = archive.entries.length === 1 ? archive.entries[0] : undefined;
  if (only !== undefined && archive.stat === null) words.push(quote(only.path));
  return words.length === 0 ? 'empty archive' : words.join('; ');
}

function progressFacts({ layers, messages }: Progress): readonly string[] {
  const facts: string[] = [];
  if (layers.length > 0) {
    const counts = new Map<string, number>();
    for (const layer of layers) counts.set(layer.status, (counts.get(layer.status) ?? 0) + 1);
    const parts = [...counts].map(([status, count]) => `${count} ${quote(status).toLowerCase()}`);
    facts.push(`${formatQuantity(layers.length, 'layer')}: ${parts.join(', ')}`);
  }
  const last = messages.findLast((message) => message.trim() !== '');
  if (last !== undefined) facts.push(quote(last.trim()));
  return facts;
}

function streamFacts(streams: DockerStreams | null): readonly string[] {
  if (streams === null) return [];
  const parts = (['stdin', 'stdout', 'stderr', 'raw'] as const).flatMap((name) => {
    const stream = streams[name];
    return stream === null || stream.bytes === 0
      ? []
      : [`${name === 'raw' ? 'terminal' : name} ${formatBytes(stream.bytes)}`];
  });
  return parts.length === 0 ? [] : [parts.join(', ')];
}

/** What the lines of an endless answer are. */
const EVENT_WORDS: Readonly<Record<string, string>> = { SystemEvents: 'event', ContainerStats: 'sample' };

function eventFacts({ operation, docker: { events } }: Exchange): readonly string[] {
  if (events === null || events.count === 0) return [];
  return [formatQuantity(events.count, EVENT_WORDS[operation ?? ''] ?? 'row')];
}

function errorFacts({ docker }: Exchange): readonly string[] {
  if (docker.build !== null && docker.build.error !== null) return [];
  const message = docker.error?.message ?? docker.progress?.errorDetail?.message;
  return message === undefined ? [] : [quote(message)];
}

/** An answer of the proxy that says it all is an error already. */
function tlsFailureFacts({ tlsFailure, docker }: Exchange): readonly string[] {
  if (tlsFailure === null || docker.error?.message.includes(tlsFailure.detail)) return [];
  return tlsFailureLines(tlsFailure);
}

function gapFacts({ gaps }: Exchange): readonly string[] {
  return (['request', 'response'] as const).flatMap((side) => {
    const missing = gaps.reduce((sum, gap) => sum + (gap.side === side ? gap.missing : 0), 0);
    return missing === 0 ? [] : [`${formatBytes(missing)} of the ${side} are not in the capture`];
  });
}

function issueFacts({ issues }: Exchange): readonly string[] {
  const first = new Map<string, string>();
  for (const issue of issues) if (!first.has(issue.code)) first.set(issue.code, issue.message);
  const lines = [...first].slice(0, MAX_ISSUES_SHOWN).map(([code, message]) => `${code}: ${quote(message)}`);
  const more = first.size - lines.length;
  return more > 0 ? [...lines, `and ${formatQuantity(more, 'other issue')}`] : lines;
}

function quote(text: string): string {
  const safe = safeText(text.slice(0, MAX_QUOTED));
  return text.length > MAX_QUOTED ? `${safe}...` : safe;
}
