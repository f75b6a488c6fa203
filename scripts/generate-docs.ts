/**
 * Writes the pages of docs/ that are made from tables in the code: `npm run docs`. With `--check` it writes
 * nothing and fails where a page is not what the tables say; `npm run check` does that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { captureIssueCodes } from '../src/capture/issue-codes.ts';
import { archiveIssueCodes } from '../src/docker/archive/issue-codes.ts';
import { dockerIssueCodes } from '../src/docker/issue-codes.ts';
import { operationTable } from '../src/docker/operations/operation-table.ts';
import { hijackIssueCodes } from '../src/hijack/issue-codes.ts';
import { http1IssueCodes } from '../src/http1/issue-codes.ts';
import type { IssueCodes } from '../src/layer/issue.ts';
import { linkIssueCodes } from '../src/link/issue-codes.ts';
import { netIssueCodes } from '../src/net/issue-codes.ts';
import { pipelineIssueCodes } from '../src/pipeline/issue-codes.ts';
import { tcpIssueCodes } from '../src/tcp/issue-codes.ts';
import { tlsIssueCodes } from '../src/tls/issue-codes.ts';
import { keyBindings } from '../src/views/tui/keys/key-bindings.ts';

const made = '<!-- Made by `npm run docs` from tables in src/; do not edit. -->\n';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

const layers: readonly (readonly [string, IssueCodes])[] = [
  ['Capture files and live capture', captureIssueCodes],
  ['Link', linkIssueCodes],
  ['IP', netIssueCodes],
  ['TCP', tcpIssueCodes],
  ['Connections', pipelineIssueCodes],
  ['TLS', tlsIssueCodes],
  ['HTTP/1.1', http1IssueCodes],
  ['Hijacked streams', hijackIssueCodes],
  ['Docker', dockerIssueCodes],
  ['Archives', archiveIssueCodes],
];

function issues(): string {
  const sections = layers.map(([title, codes]) => {
    const rows = Object.entries(codes).map(([code, text]) => [`\`${code}\``, text]);
    return `\n## ${title}\n\n${table(['code', 'means'], rows)}`;
  });
  return `# Issue codes\n\n${made}\nAn issue is a deviation that was seen in a capture, kept beside what could be decoded. Codes are stable.\n${sections.join('')}`;
}

function keys(): string {
  const rows = keyBindings.map(({ keys: pressed, where, help }) => [
    pressed.map((key) => `\`${key}\``).join(' '),
    where.join(', '),
    help,
  ]);
  return `# Keys\n\n${made}\n${table(['key', 'where', 'does'], rows)}`;
}

function operations(): string {
  const rows = operationTable.map((row) => [
    row.id,
    `\`${row.method} ${row.path}\``,
    row.since ?? '',
    row.until ?? '',
    row.hijack ?? '',
  ]);
  return `# Operations\n\n${made}\nWhat dind-sniff calls a request, by the operation ids of the Engine API. Since and until are API versions; empty means older than 1.24, or still there.\n\n${table(['id', 'request', 'since', 'until', 'hijack'], rows)}`;
}

const pages: Readonly<Record<string, string>> = {
  'docs/issues.md': issues(),
  'docs/keys.md': keys(),
  'docs/operations.md': operations(),
};

const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(pages)) {
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${path} is not what the tables say: npm run docs\n`);
    process.exitCode = 1;
  }
}
