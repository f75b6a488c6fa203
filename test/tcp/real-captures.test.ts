import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCapture } from '../../src/capture/file/open-capture.ts';
import type { Direction } from '../../src/layer/origin.ts';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import { LinkLayer } from '../../src/link/link-layer.ts';
import { IpLayer } from '../../src/net/ip-layer.ts';
import { TcpLayer } from '../../src/tcp/tcp-layer.ts';

/** Loss, copies, gaps, cut frames, a late start, resets, IPv6, and one with many connections. */
const scenarios = [
  'lossy-build',
  'lossy-any',
  'any-bridge',
  'two-interfaces',
  'gaps',
  'snapped',
  'mid-connection',
  'aborted',
  'ipv6',
  'run-tty',
];

/** A connection as one line: its ends in the order of the text, each with what it sent. */
type ConnectionLine = string;

class Digests {
  readonly #hashes: Readonly<Record<Direction, Hash>> = {
    'a-to-b': createHash('sha256'),
    'b-to-a': createHash('sha256'),
  };
  readonly #lengths = { 'a-to-b': 0, 'b-to-a': 0 };

  update(direction: Direction, bytes: Uint8Array): void {
    this.#hashes[direction].update(bytes);
    this.#lengths[direction] += bytes.length;
  }

  line(a: string, b: string): ConnectionLine {
    const text = (end: string, direction: Direction) =>
      `${end} sent ${this.#lengths[direction]} ${this.#hashes[direction].digest('hex')}`;
    return [text(a, 'a-to-b'), text(b, 'b-to-a')].sort().join(', ');
  }
}

/** What tshark writes into a stream in the place of bytes that it does not have. */
function tsharkGap(missing: number): Uint8Array {
  return Buffer.from(`[${missing} bytes missing in capture file]\0`);
}

async function streamEvents(path: string, take: (event: StreamEvent) => void): Promise<void> {
  const link = new LinkLayer();
  const ip = new IpLayer();
  const tcp = new TcpLayer();
  let last = 0;
  for await (const events of readCapture(path)) {
    for (const packet of events) {
      if (packet.kind === 'capture-interface') link.addInterface();
      if (packet.kind !== 'packet') continue;
      last = packet.at;
      const located = link.push(packet);
      if (located?.kind !== 'ip-packet') continue;
      for (const payload of ip.push(located)) {
        if (payload.kind === 'ip-payload') tcp.push(payload).forEach(take);
      }
    }
  }
  tcp.end(last).forEach(take);
}

async function ourConnections(path: string): Promise<ConnectionLine[]> {
  const open = new Map<number, { readonly a: string; readonly b: string; readonly digests: Digests }>();
  await streamEvents(path, (event) => {
    if (event.kind === 'connection-open') {
      const [a, b] = [event.a, event.b].map(({ address, port }) => `${address} ${port}`) as [string, string];
      open.set(event.connection, { a, b, digests: new Digests() });
      return;
    }
    const { digests } = open.get(event.connection)!;
    if (event.kind === 'stream-chunk') digests.update(event.direction, event.bytes);
    // Of a frame that was cut tshark gives what there is, and no mark.
    if (event.kind === 'stream-gap' && event.cause === 'lost') {
      digests.update(event.direction, tsharkGap(event.missing));
    }
  });
  return Array.from(open.values(), ({ a, b, digests }) => digests.line(a, b));
}

/** `tshark -z follow,tcp,raw`: hexadecimal lines, those of the second end indented by a tab. */
function tsharkConnections(path: string, count: number): ConnectionLine[] {
  const follow = Array.from({ length: count }, (_, index) => ['-z', `follow,tcp,raw,${index}`]).flat();
  const output = execFileSync('tshark', ['-n', '-r', path, '-q', ...follow], {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 << 20,
  });
  const sections = output.split(/^Follow: /m).slice(1);
  return sections.map((section) => {
    const [a, b] = [0, 1].map((node) => tsharkEnd(section, node)) as [string, string];
    const digests = new Digests();
    for (const line of section.split('\n')) {
      if (!/^\t?[0-9a-f]+$/.test(line)) continue;
      digests.update(line.startsWith('\t') ? 'b-to-a' : 'a-to-b', Buffer.from(line.trim(), 'hex'));
    }
    return digests.line(a, b);
  });
}

/** `Node 0: 127.0.0.1:40000`, or `Node 0: [::1]:40000`. */
function tsharkEnd(section: string, node: number): string {
  const [, address, port] = new RegExp(`^Node ${node}: \\[?(.*?)\\]?:(\\d+)$`, 'm').exec(section) ?? [];
  return `${address} ${port}`;
}

const hasTshark = spawnSync('tshark', ['--version']).error === undefined;

describe.skipIf(!hasTshark)('tshark (needed here) follows the same streams', () => {
  test.each(scenarios)('%s', async (scenario) => {
    const name = readdirSync(`fixtures/${scenario}`).find((file) => file.startsWith('capture.'))!;
    const path = `fixtures/${scenario}/${name}`;
    const ours = await ourConnections(path);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.sort()).toEqual(tsharkConnections(path, ours.length).sort());
  });
});
