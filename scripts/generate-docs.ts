/**
 * Writes the pages of docs/ that are made from tables in the code: `npm run docs`. With `--check` it writes
 * nothing and fails where a page is not what the tables say; `npm run check` does that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { captureIssueCodes } from '../src/capture/issue-codes.ts';
import { archiveIssueCodes } from '../src/docker/archive/issue-codes.ts';
import { dockerIssueCodes } from '../src/docker/issue-codes.ts';
import { operationTable } from '../src/docker/operations/operation-table.ts';
import { grpcIssueCodes } from '../src/grpc/issue-codes.ts';
import { hijackIssueCodes } from '../src/hijack/issue-codes.ts';
import { http1IssueCodes } from '../src/http1/issue-codes.ts';
import { http2IssueCodes } from '../src/http2/issue-codes.ts';
import type { IssueCodes } from '../src/layer/issue.ts';
import { linkIssueCodes } from '../src/link/issue-codes.ts';
import { netIssueCodes } from '../src/net/issue-codes.ts';
import { pipelineIssueCodes } from '../src/pipeline/issue-codes.ts';
import { tcpIssueCodes } from '../src/tcp/issue-codes.ts';
import { tlsIssueCodes } from '../src/tls/issue-codes.ts';
import { hasChoices, isChoices, statusChoices } from '../src/views/filter/choices.ts';
import type { Choice, Field } from '../src/views/filter/field.ts';
import { fields } from '../src/views/filter/fields.ts';
import { literals } from '../src/views/filter/literals.ts';
import { connectives, operators } from '../src/views/filter/operators.ts';
import { quickFilters } from '../src/views/filter/quick-filters.ts';
import { keyBindings } from '../src/views/tui/keys/key-bindings.ts';
import { rulesPage } from './rules-page.ts';

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
  ['HTTP/2', http2IssueCodes],
  ['gRPC', grpcIssueCodes],
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

function code(text: string): string {
  return text.includes('`') ? text : `\`${text}\``;
}

function written(rows: typeof operators | typeof connectives): string {
  const cells = rows.map(({ name, aliases, description, example }) => [
    [name, ...aliases].map(code).join(' '),
    description,
    code(example),
  ]);
  return table(['written', 'true where', 'example'], cells);
}

function fieldRow({ name, aliases = [], type, description, example }: Field): readonly string[] {
  return [
    [name, ...aliases].map(code).join(' '),
    type === 'choice' ? 'word' : type,
    description,
    code(example),
  ];
}

function choices(rows: readonly Choice[]): string {
  return table(
    ['word', 'true where'],
    rows.map(({ name, description }) => [code(name), description]),
  );
}

function filter(): string {
  const ways = Object.entries(literals).map(([type, { such }]) => [type, such]);
  return `# Filters

${made}
\`-Y FILTER\` shows, prints or exports only the exchanges that pass. The grammar is Wireshark's.

\`\`\`sh
dind-sniff replay build.pcapng -Y 'op == build and is error'
dind-sniff export build.pcapng --format ndjson -Y 'file matches "\\.env$" or up > 10MB'
dind-sniff replay build.pcapng -Y alpine
dind-sniff export build.pcapng --format pcapng -Y 'op == build' -o builds.pcapng
\`\`\`

A filter judges an exchange when it is over. An export keeps all connections and the summary: they are about the capture.

## Grammar

- A test is a field, an operator and a value: \`status >= 400\`.
- A field by itself is true where the exchange has it: a value that is neither empty nor 0. \`tag\` is what has a tag.
- A word or a text by itself is looked for in everything: names, paths, headers, the Dockerfile, output, errors. A word that is the name of a field needs quotes: \`"tag"\`.
- A field may have several values. A test is true where it holds for one of them; only \`!=\` is true where none is the value, and so also where there is none: \`tag and tag != web\` asks for a tag as well.
- Case never matters.
- A value with a space, a parenthesis, a brace, a comma or one of \`= ! < > & | ~\` is written in quotes, \`"…"\` or \`'…'\`. In them \`\\\` stands before a quote or another \`\\\` to mean that character; before any other it is a character itself, so that \`"\\.env$"\` is a pattern. In \`r"…"\` it always is.
- \`not\` binds before \`and\`, and that before \`or\`; parentheses change it.
- Of a body, what was decoded is there to be found: names of files, the Dockerfile, output of steps, progress, events, errors. The content of files and JSON at large are not kept.
- Secrets are in no field: a password is not found, even by its own text.

${written(operators)}
${written(connectives)}
## Fields

${table(['field', 'type', 'is', 'example'], fields.map(fieldRow))}
Words for \`status\`:

${choices(statusChoices)}
Words for \`is\`; the operator may be left out, \`is build\` is short for \`is == build\`:

${choices(isChoices)}
Words for \`has\`, beside the names of all fields above; \`has build\` is short for \`has == build\`:

${choices(hasChoices)}
## Values

${table(['type', 'is written'], [['text', 'as it is, or in quotes'], ...ways])}
## Filters with a name

${table(
  ['name', 'shows', 'filter'],
  quickFilters.map(({ name, title, text }) => [name, title, code(text)]),
)}`;
}

const pages: Readonly<Record<string, string>> = {
  'docs/filter.md': filter(),
  'docs/issues.md': issues(),
  'docs/keys.md': keys(),
  'docs/operations.md': operations(),
  'docs/rules.md': rulesPage(made),
};

const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(pages)) {
  if (!check) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${path} is not what the tables say: npm run docs\n`);
    process.exitCode = 1;
  }
}
