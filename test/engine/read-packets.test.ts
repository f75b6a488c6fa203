import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packetRange } from '../../src/engine/packet-range.ts';
import { readExchanges } from '../../src/engine/read-exchanges.ts';
import { readPackets, readPayload } from '../../src/engine/read-packets.ts';
import type { CapturedSegment } from '../../src/model/captured-segment.ts';
import type { Connection } from '../../src/model/connection.ts';
import type { Exchange } from '../../src/model/exchange.ts';

const ALWAYS = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function fixture(scenario: string): string {
  const name = readdirSync(`fixtures/${scenario}`).find((file) => file.startsWith('capture.'))!;
  return `fixtures/${scenario}/${name}`;
}

async function records(path: string) {
  const connections = new Map<number, Connection>();
  const exchanges = new Map<number, Exchange>();
  for await (const events of readExchanges(path)) {
    for (const event of events) {
      if (event.kind === 'connection-closed') connections.set(event.connection.id, event.connection);
      if (event.kind === 'exchange-closed') exchanges.set(event.exchange.id, event.exchange);
    }
  }
  return { connections: [...connections.values()], exchanges: [...exchanges.values()] };
}

/** Everything of each connection, as `connection packet bytes`. */
async function ours(path: string): Promise<readonly (CapturedSegment & { readonly id: number })[]> {
  const { connections } = await records(path);
  const lists = connections.map(async (connection) => {
    const { segments } = await readPackets({ path, decoding: {}, connection, range: ALWAYS });
    return segments.map((segment) => ({ id: connection.id, ...segment }));
  });
  return (await Promise.all(lists)).flat().sort((one, other) => one.frame - other.frame);
}

function tshark(path: string, fields: readonly string[]): readonly string[][] {
  const wanted = fields.flatMap((field) => ['-e', field]);
  const options = ['-o', 'tcp.analyze_sequence_numbers:TRUE', '-o', 'ip.defragment:TRUE'];
  const lines = execFileSync(
    'tshark',
    ['-n', '-r', path, ...options, '-Y', 'tcp', '-T', 'fields', ...wanted],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 << 20,
    },
  );
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

const hasTshark = spawnSync('tshark', ['--version']).error === undefined;

/** What was the matter, in the words that both have. tshark tells by time whether a gap was filled by a copy. */
function marks({ matters }: Pick<CapturedSegment, 'matters'>): string {
  const has = (...kinds: readonly string[]) => matters.some(({ kind }) => kinds.includes(kind));
  return [
    has('sent-again', 'out-of-order') ? 'again' : '',
    has('missing-before', 'late-before') ? 'hole' : '',
    has('reset') ? 'reset' : '',
  ].join(' ');
}

describe.skipIf(!hasTshark)('tshark (needed here) lists the same packets', () => {
  test.each([
    'classic-build',
    'gaps',
    'lossy-build',
    'mid-connection',
    'snapped',
    'aborted',
    'ipv6',
    'run-tty',
    'two-interfaces',
    'any-bridge',
  ])('%s', async (scenario) => {
    const path = fixture(scenario);
    const said = (await ours(path)).map(
      ({ id, frame, length, sequence }) => `${id} ${frame} ${length} ${sequence}`,
    );
    const lines = tshark(path, ['tcp.stream', 'frame.number', 'tcp.len', 'tcp.seq']);
    expect(said.length).toBeGreaterThan(0);
    expect(said).toEqual(lines.map(([stream, ...rest]) => `${Number(stream) + 1} ${rest.join(' ')}`));
  });

  test.each(['lossy-build', 'lossy-any', 'gaps', 'aborted'])(
    'with what was the matter: %s',
    async (scenario) => {
      const path = fixture(scenario);
      const said = (await ours(path)).map((segment) => `${segment.frame} ${marks(segment)}`);
      const lines = tshark(path, [
        'frame.number',
        'tcp.analysis.retransmission',
        'tcp.analysis.out_of_order',
        'tcp.analysis.lost_segment',
        'tcp.flags.reset',
      ]);
      const theirs = lines.map(([frame, again, late, lost, reset]) => {
        const words = [again || late ? 'again' : '', lost ? 'hole' : '', Number(reset) ? 'reset' : ''];
        return `${frame} ${words.join(' ')}`;
      });
      expect(said).toEqual(theirs);
    },
  );
});

describe('of one exchange', () => {
  test('the first has the handshake, the last the end, and each packet is of one exchange', async () => {
    const path = fixture('classic-build');
    const { connections, exchanges } = await records(path);
    for (const connection of connections) {
      const mine = exchanges.filter((exchange) => exchange.connection === connection.id);
      const lists = mine.map(async (exchange) => {
        const range = packetRange(exchange, exchanges);
        return (await readPackets({ path, decoding: {}, connection, range })).segments;
      });
      const frames = (await Promise.all(lists)).flat().map(({ frame }) => frame);
      const whole = await readPackets({ path, decoding: {}, connection, range: ALWAYS });
      expect(frames).toEqual(whole.segments.map(({ frame }) => frame));
    }
  });

  test('packets are told by who sent them, whichever side was seen first', async () => {
    const path = fixture('mid-connection');
    const { connections } = await records(path);
    const connection = connections[0]!;
    const { segments } = await readPackets({ path, decoding: {}, connection, range: ALWAYS });
    const port = connection.client.split(':').at(-1);
    const lines = tshark(path, ['frame.number', 'tcp.srcport']);
    const clients = lines.filter(([, source]) => source === port).map(([frame]) => Number(frame));
    expect(segments.filter(({ from }) => from === 'client').map(({ frame }) => frame)).toEqual(clients);
  });

  test('bytes that the capture lacks are said of the packet behind them', async () => {
    const path = fixture('gaps');
    const all = await ours(path);
    const { connections } = await records(path);
    const missing = connections.reduce(
      (sum, { fromClient, fromServer }) => sum + fromClient.missingBytes + fromServer.missingBytes,
      0,
    );
    const told = all.flatMap(({ matters }) =>
      matters.flatMap((matter) => (matter.kind === 'missing-before' ? [matter.bytes] : [])),
    );
    expect(missing).toBeGreaterThan(0);
    expect(told.reduce((sum, bytes) => sum + bytes, 0)).toBe(missing);
  });
});

describe('the payload of a packet', () => {
  test('is found by its number', async () => {
    const path = fixture('classic-build');
    const lines = tshark(path, ['frame.number', 'tcp.payload']).filter(([, payload]) => payload !== '');
    for (const [frame, payload] of [lines[0]!, lines[3]!]) {
      expect(Buffer.from(await readPayload(path, {}, Number(frame))).toString('hex')).toBe(payload);
    }
  });

  test('is empty where there is no such packet', async () => {
    expect(await readPayload(fixture('classic-build'), {}, 1_000_000)).toEqual(new Uint8Array());
  });
});
