/**
 * The terminal UI in a real pseudo-terminal: how long a key takes to the screen while calls arrive and while an
 * upload is captured, what an idle screen costs, and how much of a screen is written anew.
 *
 *   npm run build && unshare -n sh -c 'ip link set lo up; exec npx tsx bench/tui.ts'
 *     [--rows 10000] [--per-second 1000] [--mib 512] [--uploads 3] [--idle 60] [--size 120x40]
 *     [--priority]
 *
 * Takes root and tcpdump. On a machine that others use, `--priority` puts the measuring program and the session
 * of the UI before them. Prints Markdown for docs/benchmarks.md.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeContext, UPLOAD_PORT, upload } from './live/full-speed.ts';
import { echoTimes } from './tui/echo.ts';
import { idle } from './tui/idle.ts';
import { keyTimes } from './tui/key-times.ts';
import { redraws } from './tui/redraws.ts';
import { WatchedList } from './tui/scrolling.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    'per-second': { type: 'string', default: '1000' },
    mib: { type: 'string', default: '512' },
    uploads: { type: 'string', default: '3' },
    idle: { type: 'string', default: '60' },
    size: { type: 'string', default: '120x40' },
    priority: { type: 'boolean', default: false },
  },
});

const ASKED_PORT = 23_750;
const PRESSES = 200;
const OPENED = 50;

const [columns = 120, lines = 40] = values.size.split('x').map(Number);

const print = (line = ''): boolean => process.stdout.write(`${line}\n`);

/** Nice value of a session (sched(7), autogroup). */
function prefer(pid: number | 'self'): void {
  if (values.priority) writeFileSync(`/proc/${pid}/autogroup`, '-15');
}

async function listed(perSecond: string): Promise<{ list: WatchedList; end: () => Promise<void> }> {
  const ports = ['--port', `${ASKED_PORT}`, '--port', `${UPLOAD_PORT}`];
  const list = await WatchedList.capturing(['-i', 'lo', ...ports], columns, lines);
  prefer(list.terminal.pid);
  const asker = spawn(process.execPath, ['bench/tui/asker.js', `${ASKED_PORT}`, values.rows, perSecond], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  await once(asker.stdout, 'data');
  // On a busy machine some packets are dropped, and their calls are not listed.
  await list.filled(Number(values.rows) * 0.9);
  const end = async (): Promise<void> => {
    asker.stdin.end();
    await list.close();
  };
  return { list, end };
}

function row(what: string, times: readonly number[]): void {
  const { presses, median, p95, max } = keyTimes(times);
  print(`| ${what} | ${presses} | ${[median, p95, max].map((ms) => ms.toFixed(1)).join(' | ')} |`);
}

prefer('self');
print(
  `Made on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}.`,
);
print();
print('| key to screen, ms | presses | median | 95th percentile | slowest |');
print('|---|--:|--:|--:|--:|');
row('a program that writes the key back', await echoTimes(PRESSES));

const rows = Number(values.rows).toLocaleString('en');
const arriving = await listed(values['per-second']);
row(`one line down; ${rows} rows, ${values['per-second']} more a second`, await arriving.list.moves(PRESSES));
row('the same, opening a call and going back', await arriving.list.opens(OPENED));
await arriving.end();

const folder = mkdtempSync(join(tmpdir(), 'bench-tui-'));
try {
  const { file } = await makeContext(folder, Number(values.mib));
  const { list, end } = await listed('0');
  const times: number[] = [];
  for (let turn = 0; turn < Number(values.uploads); turn += 1) {
    let going = true;
    const sent = upload(file).then(() => {
      going = false;
    });
    times.push(...(await list.moves(PRESSES, () => going)));
    await sent;
  }
  row(`one line down; ${rows} rows, while ${values.mib} MiB are captured`, times);
  await end();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const { whole, moved } = await redraws('fixtures/classic-build/capture.pcapng');
print();
print('| written to a terminal of 200 × 50 | bytes | rows |');
print('|---|--:|--:|');
print(`| the whole screen (ctrl-l) | ${whole.bytes} | ${whole.rows} |`);
print(`| one line down | ${moved.bytes} | ${moved.rows} |`);

const { share, bytes } = await idle(Number(values.idle));
print();
print(
  `An idle capture with the UI open took ${(share * 100).toFixed(2)} % of one core over ${values.idle} s, and wrote ${bytes} bytes while no packet came.`,
);
