/**
 * How fast an upload passes through the proxy, and how long a ping takes, beside a bare Node pipe, socat, HAProxy
 * and mitmdump.
 *
 *   npx tsx bench/proxy.ts [--rounds 5] [--mib 512] [--pings 500]
 *   (after npm run build)
 *
 * Prints a Markdown table for docs/benchmarks.md. Each round runs all programs in turn; figures are medians over the
 * rounds, ratios too: each is made within a round, so that a busy machine is as unkind to one as to the other.
 * Needs curl; programs that are not installed are left out, by name.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    mib: { type: 'string', default: '512' },
    pings: { type: 'string', default: '500' },
    only: { type: 'string', multiple: true },
  },
});
const rounds = Number(values.rounds);
const pings = Number(values.pings);

const folder = mkdtempSync(join(tmpdir(), 'bench-proxy-'));
const upload = join(folder, 'upload');
writeFileSync(upload, '');
truncateSync(upload, Number(values.mib) * 1024 * 1024);
const record = join(folder, 'record.pcapng');
const haproxyConfig = join(folder, 'haproxy.cfg');

const LISTEN = 23_790;
const tsx = (script: string, ...args: readonly (string | number)[]): readonly string[] => [
  process.execPath,
  '--import',
  'tsx',
  script,
  ...args.map(String),
];

/** How each program is started to pass port LISTEN on to `target`. */
function programs(target: number): Readonly<Record<string, readonly string[]>> {
  return {
    'bare Node pipe': tsx('bench/proxy/bare-pipe.ts', LISTEN, target),
    'dind-sniff proxy -w': [
      ...[process.execPath, 'bin/dind-sniff.js', 'proxy', '-T', 'ndjson', '-w', record],
      ...['--listen', `tcp://127.0.0.1:${LISTEN}`, '--target', `tcp://127.0.0.1:${target}`],
    ],
    'dind-sniff, recording, no decoder': tsx('bench/proxy/recording-proxy.ts', LISTEN, target, record),
    'dind-sniff, nothing recorded': tsx('bench/proxy/recording-proxy.ts', LISTEN, target),
    socat: [
      'socat',
      `TCP-LISTEN:${LISTEN},bind=127.0.0.1,reuseaddr,fork,nodelay`,
      `TCP:127.0.0.1:${target},nodelay`,
    ],
    'HAProxy (TCP mode)': ['haproxy', '-db', '-f', haproxyConfig],
    'mitmdump (stream_large_bodies)': [
      'mitmdump',
      '-q',
      '--mode',
      `reverse:http://127.0.0.1:${target}`,
      '--listen-host',
      '127.0.0.1',
      '-p',
      `${LISTEN}`,
      '--set',
      'stream_large_bodies=1m',
    ],
  };
}

interface Figures {
  readonly uploadSeconds: number;
  /** Milliseconds; on one connection, and each on its own. */
  readonly pingMs: number;
  readonly freshPingMs: number;
  readonly peakMegabytes: number;
}

async function measure(command: readonly string[] | null, port: number): Promise<Figures> {
  const child = command === null ? null : spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' });
  try {
    await answering(port);
    await pingAll(port, true, 50);
    const pingMs = median(await pingAll(port, true, pings));
    const freshPingMs = median(await pingAll(port, false, pings));
    const started = performance.now();
    const curl = spawnSync('curl', [
      '-sS',
      '-o',
      '/dev/null',
      '--noproxy',
      '*',
      '-H',
      'Expect:',
      '-T',
      upload,
      `http://127.0.0.1:${port}/build`,
    ]);
    if (curl.status !== 0) throw new Error(`curl: ${curl.stderr}`);
    const uploadSeconds = (performance.now() - started) / 1000;
    if (child === null) return { uploadSeconds, pingMs, freshPingMs, peakMegabytes: 0 };
    await checkRecord(command ?? []);
    return { uploadSeconds, pingMs, freshPingMs, peakMegabytes: peakMegabytes(child?.pid ?? 0) };
  } finally {
    await ended(child);
    rmSync(record, { force: true });
  }
}

/** What is not in the record was not recorded fast, but left out. */
async function checkRecord(command: readonly string[]): Promise<void> {
  if (!command.includes(record)) return;
  // What the disk has not taken yet is on its way.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const missing = Number(values.mib) * 1024 * 1024 - statSync(record).size;
  if (missing > 0) print(`${(missing / 1024 / 1024).toFixed(0)} MiB are missing in the record`);
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody listens on port ${port}`);
}

/** Milliseconds of each `GET /_ping`. */
async function pingAll(port: number, keepAlive: boolean, count: number): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port, path: '/_ping', agent }, (response) => {
        response.resume();
        response.once('end', resolve);
      });
      asking.once('error', reject);
      asking.end();
    });
    times.push(performance.now() - started);
  }
  agent.destroy();
  return times;
}

/** Of the program and what it forked that is still there. */
function peakMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const own = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + peakMegabytes(Number(child)), own);
}

async function ended(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const has = (program: string): boolean => existsSync(program) || spawnSync('which', [program]).status === 0;

const [daemonProgram = '', ...daemonArgs] = tsx('bench/proxy/daemon.ts');
const daemon = spawn(daemonProgram, daemonArgs, { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const [port] = await once(daemon.stdout, 'data');
  const target = Number(String(port));
  writeFileSync(
    haproxyConfig,
    `defaults\n mode tcp\n timeout connect 5s\n timeout client 1h\n timeout server 1h\nlisten docker\n bind 127.0.0.1:${LISTEN}\n server daemon 127.0.0.1:${target}\n`,
  );
  const candidates: (readonly [string, readonly string[] | null])[] = [
    ['direct', null],
    ...Object.entries(programs(target)).filter(
      ([name]) => values.only === undefined || values.only.includes(name),
    ),
  ];
  const present = candidates.filter(([name, command]) => {
    const [program] = command ?? [];
    if (program === undefined || has(program)) return true;
    print(`skipped: ${name} is not installed`);
    return false;
  });
  const figures = new Map<string, Figures[]>(present.map(([name]) => [name, []]));
  // One round first that does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, command] of present) {
      const result = await measure(command, command === null ? target : LISTEN);
      if (round >= 0) figures.get(name)?.push(result);
    }
  }
  const all = (name: string, field: keyof Figures): readonly number[] =>
    (figures.get(name) ?? []).map((figure) => figure[field]);
  const of = (name: string, field: keyof Figures): number => median(all(name, field));
  const ratio = (name: string, other: string, field: keyof Figures): string => {
    const others = all(other, field);
    return median(all(name, field).map((figure, round) => figure / (others[round] ?? Number.NaN))).toFixed(2);
  };
  print(
    `Made on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, upload of ${values.mib} MiB, median of ${rounds} runs in turn.`,
  );
  print('');
  print(
    '| | MiB/s | rate to bare pipe | rate to mitmdump | ping ms | to bare pipe | ping on a new connection ms | to bare pipe | peak MB |',
  );
  print('|---|--:|--:|--:|--:|--:|--:|--:|--:|');
  const bare = 'bare Node pipe';
  const mitmdump = 'mitmdump (stream_large_bodies)';
  for (const [name] of present) {
    const cells = [
      name,
      (Number(values.mib) / of(name, 'uploadSeconds')).toFixed(0),
      ratio(bare, name, 'uploadSeconds'),
      ratio(mitmdump, name, 'uploadSeconds'),
      of(name, 'pingMs').toFixed(2),
      ratio(name, bare, 'pingMs'),
      of(name, 'freshPingMs').toFixed(2),
      ratio(name, bare, 'freshPingMs'),
      of(name, 'peakMegabytes').toFixed(0),
    ];
    print(`| ${cells.join(' | ')} |`);
  }
} finally {
  await ended(daemon);
  rmSync(folder, { recursive: true });
}
