import type { BuildContext } from '../../model/build.ts';
import type { BuildKitFacts } from '../../model/buildkit.ts';
import { formatBytes, formatCount, formatQuantity } from './format-bytes.ts';
import { safeText } from './safe-text.ts';

/** Secrets, agents and outputs named in one line; the rest is counted. */
const MAX_NAMES = 5;

type Sent = Pick<BuildContext, 'bytes' | 'fileBytes' | 'entries'>;

/**
 * `20 B of 40 kB sent, 1 of 6 files`: a client of BuildKit lists its files, and sends those that the builder
 * does not have. Null for a context that is sent whole, as a tar.
 */
export function sentWords({ bytes, fileBytes, entries }: Sent): string | null {
  if (!entries.some(({ sent }) => sent !== undefined)) return null;
  const files = entries.filter(({ type }) => type === 'file');
  const sent = files.filter((entry) => entry.sent === true).length;
  return `${formatBytes(bytes)} of ${formatBytes(fileBytes)} sent, ${formatCount(sent)} of ${formatQuantity(files.length, 'file')}`;
}

/** What the builder was given beside files, and what it sent back: a line each, safe to print. */
export function buildkitFacts({ secrets, ssh, outputs, warnings }: BuildKitFacts): readonly string[] {
  const facts: string[] = [];
  if (secrets.length > 0) {
    const asked = secrets.map(({ id, found }) => `${safeText(id)}${found === false ? ' (not found)' : ''}`);
    facts.push(`secrets asked for: ${list(asked)}`);
  }
  if (ssh.length > 0) facts.push(`ssh agents forwarded: ${list(ssh.map(({ id }) => safeText(id)))}`);
  for (const { format, bytes, entries } of outputs.slice(0, MAX_NAMES)) {
    const files = entries.filter(({ type }) => type !== 'directory').length;
    const holds = format === 'bytes' ? '' : `, ${formatQuantity(files, 'file')}`;
    facts.push(`output sent back: ${FORMATS[format]} ${formatBytes(bytes)}${holds}`);
  }
  const [first] = warnings;
  if (first !== undefined)
    facts.push(`${formatQuantity(warnings.length, 'warning')}: ${safeText(first.text)}`);
  return facts;
}

const FORMATS = { directory: 'directory,', tar: 'tar,', bytes: 'a file,' } as const;

function list(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const more = unique.length - MAX_NAMES;
  return more > 0
    ? `${unique.slice(0, MAX_NAMES).join(', ')} and ${formatCount(more)} more`
    : unique.join(', ');
}
