/**
 * The terminal UI with a saved capture of many calls, in a real pseudo-terminal of two sizes: when its first rows
 * are there, how long a key takes while it loads and afterwards, and memory.
 *
 *   npm run build && npx tsx bench/tui-large.ts [--calls 100000]
 *
 * Prints Markdown for docs/benchmarks.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Terminal } from '../test/e2e/terminal.ts';
import { treeMegabytes } from './live/process-tree.ts';
import { keyTimes, timeOfKey } from './tui/key-times.ts';

const { values } = parseArgs({ options: { calls: { type: 'string', default: '100000' } } });
const file = `bench/captures/calls-${values.calls}.pcap`;
mkdirSync('bench/captures', { recursive: true });
if (!existsSync(file)) {
  execFileSync('npx', ['tsx', 'bench/make-calls-capture.ts', '--calls', values.calls, '--out', file]);
}

/** As a key that is held. In milliseconds. */
const PAUSE_MS = 30;
const LOAD_PATIENCE_MS = 300_000;

const print = (line = ''): boolean => process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Presses a key so often; `shown` is what the status line then says, by the number of the press. */
async function held(
  terminal: Terminal,
  key: string,
  count: number,
  shown: (press: number) => string,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let press = 1; press <= count; press += 1) {
    times.push(await timeOfKey(terminal, key, shown(press)));
    await pause(PAUSE_MS);
  }
  return times;
}

function row(what: string, times: readonly number[]): void {
  const { presses, median, p95, max } = keyTimes(times);
  print(`| ${what} | ${presses} | ${[median, p95, max].map((ms) => ms.toFixed(1)).join(' | ')} |`);
}

async function measured(columns: number, rows: number): Promise<void> {
  const name = `${columns} × ${rows}`;
  const begun = performance.now();
  const since = (): string => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const terminal = Terminal.program(['-r', file], { columns, rows });
  await terminal.shows(/\d of [\d,]+/);
  const first = since();
  const line = (by: number) => `${by.toLocaleString('en')} of `;
  row(`${name}: one line down, while it loads`, await held(terminal, 'j', 40, (press) => line(press + 1)));
  await terminal.becomes(() => terminal.text().includes('all read'), LOAD_PATIENCE_MS);
  const read = since();
  await terminal.quiet(500);
  row(`${name}: one line down`, await held(terminal, 'j', 200, (press) => line(press + 41)));
  row(`${name}: one page down`, await held(terminal, 'pagedown', 100, () => ' of '));
  row(`${name}: to the end`, await held(terminal, 'G', 1, () => ' of '));
  row(`${name}: all unfolded`, await held(terminal, 'a', 1, () => ' of '));
  row(`${name}: one line up`, await held(terminal, 'k', 100, () => ' of '));
  row(`${name}: sorted by another column`, await held(terminal, 'o', 4, () => 'sorted by '));
  const megabytes = treeMegabytes(terminal.pid).toFixed(0);
  terminal.press('Q');
  await terminal.ended;
  notes.push(`${name}: first rows after ${first}, all read after ${read}, ${megabytes} MB in all processes.`);
}

const notes: string[] = [];
print(`Load ${loadavg()[0]?.toFixed(1)} at the beginning.`);
print();
print(
  `| key to screen with ${Number(values.calls).toLocaleString('en')} calls, ms | presses | median | 95th percentile | slowest |`,
);
print('|---|--:|--:|--:|--:|');
await measured(80, 24);
await measured(200, 50);
print();
for (const note of notes) print(`- ${note}`);
