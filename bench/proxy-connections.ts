/**
 * What many connections leave behind in `dind-sniff proxy`: 200 that are open at once, then twice 10,000 one
 * after the other, each with a request. The test suite does the same with 2,000 in one process.
 *
 *   npm run build && npx tsx bench/proxy-connections.ts [--row 20000] [--open 200]
 *
 * Prints descriptors and memory of the proxy's processes before and behind, and fails where a descriptor is left,
 * or where a process took more than 20 MB in the second half of the row.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { row: { type: 'string', default: '20000' }, open: { type: 'string', default: '200' } },
});
const row = Number(values.row);
const open = Number(values.open);

/** The pid and those of its children: the proxy's own process, and the decoder's. */
function processesOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return [pid, ...children.map(Number)];
}

interface Held {
  readonly descriptors: number;
  /** Of each process. */
  readonly megabytes: readonly number[];
}

function held(pid: number): Held {
  let descriptors = 0;
  const megabytes: number[] = [];
  for (const one of processesOf(pid)) {
    descriptors += readdirSync(`/proc/${one}/fd`).length;
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1];
    megabytes.push(Math.round(Number(kilobytes ?? 0) / 1024));
  }
  return { descriptors, megabytes };
}

const print = (what: string, { descriptors, megabytes }: Held): void => {
  process.stdout.write(`${what}: ${descriptors} descriptors, ${megabytes.join(' + ')} MB\n`);
};
const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const folder = mkdtempSync(join(tmpdir(), 'bench-connections-'));
const socketPath = join(folder, 'proxy.sock');
const daemon = createServer((asked, answer) => {
  asked.resume();
  answer.end('OK');
}).listen(join(folder, 'daemon.sock'));
await once(daemon, 'listening');
const listen = ['--listen', `unix://${socketPath}`, '--target', `unix://${join(folder, 'daemon.sock')}`];
const proxy = spawn(process.execPath, ['bin/dind-sniff.js', 'proxy', '-T', 'ndjson', ...listen], {
  stdio: ['ignore', 'ignore', 'pipe'],
});

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    request({ socketPath, path: '/_ping', agent }, (answer) => {
      answer.resume().once('end', resolve);
    })
      .once('error', reject)
      .end();
  });
}

async function askInARow(count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await ask();
}

try {
  for await (const text of proxy.stderr) if (String(text).includes('point clients there')) break;
  const pid = proxy.pid ?? 0;
  await askInARow(200);
  await rest(1000);
  const before = held(pid);
  print('before', before);

  const sockets = await Promise.all(
    Array.from({ length: open }, async (): Promise<Socket> => {
      const socket = connect(socketPath);
      await once(socket, 'connect');
      socket.write('GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n');
      await once(socket, 'data');
      return socket;
    }),
  );
  print(`with ${open} open`, held(pid));
  for (const socket of sockets) socket.destroy();

  await askInARow(row / 2);
  await rest(1000);
  const half = held(pid);
  print(`behind ${row / 2} in a row`, half);
  await askInARow(row / 2);
  await rest(1000);
  const behind = held(pid);
  print(`behind ${row} in a row`, behind);
  const grows = behind.megabytes.some((now, index) => now - (half.megabytes[index] ?? 0) > 20);
  if (behind.descriptors > before.descriptors || grows) {
    process.stdout.write('something is left behind\n');
    process.exitCode = 1;
  }
} finally {
  proxy.kill('SIGINT');
  await once(proxy, 'exit');
  daemon.close();
  daemon.closeAllConnections();
  rmSync(folder, { recursive: true });
}
