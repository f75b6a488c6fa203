/**
 * The promise that matters most: what is called complete is right, whatever the capture has lost, swapped or
 * doubled. What is right comes from each fixture's witness.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Packet } from '../../src/layer/packet.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { fixturePackets } from '../builders/fixture-packets.ts';

interface Digest {
  readonly sha256: string;
}
interface Archive {
  readonly request: number;
  readonly side?: 'request' | 'response';
  readonly bodySha256: string;
}
interface Witness {
  readonly requests: readonly { method: string; target: string; status: number | null }[];
  readonly context?: readonly Archive[];
  readonly archives?: readonly Archive[];
  readonly streams?: readonly ({ request: number } & Record<string, Digest | number>)[];
}

/** Builds, archives, streams over 101 and 200, pipelining, joined in the middle, every packet twice. */
const scenarios = [
  'any-bridge',
  'attach',
  'build-errors',
  'build-options',
  'cp',
  'exec',
  'export-import',
  'http-client',
  'ipv6',
  'lossy-any',
  'manage',
  'mid-connection',
  'registry',
  'run',
  'run-tty',
  'save-load',
];

interface Damage {
  /** Part of the packets that are lost, and that are captured twice. */
  readonly lost: number;
  readonly twice: number;
  /** Packets may be captured up to this many places late. */
  readonly window: number;
  /** Packets before this one were not captured. */
  readonly from: number;
  readonly withoutBareAcks: boolean;
  readonly cutShort: number;
}

const damage = fc.record({
  lost: fc.constantFrom(0, 0.01, 0.03, 0.1, 0.3),
  twice: fc.constantFrom(0, 0.1),
  window: fc.constantFrom(0, 2, 8, 25),
  from: fc.oneof(fc.constant(0), fc.nat(200)),
  withoutBareAcks: fc.boolean(),
  cutShort: fc.constantFrom(0, 0, 0.05),
});

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Shorter than any packet here with a request or an answer in it: Ethernet, IPv6 and TCP with options. */
const BARE = 90;

function damaged(packets: readonly Packet[], how: Damage, seed: number): readonly Packet[] {
  const random = randomNumbers(seed);
  return packets
    .slice(how.from)
    .filter((packet) => !(how.withoutBareAcks && packet.originalLength < BARE && random() < 0.9))
    .filter(() => random() >= how.lost)
    .flatMap((packet) => (random() < how.twice ? [packet, packet] : [packet]))
    .map((packet) => {
      if (random() >= how.cutShort) return packet;
      return { ...packet, bytes: packet.bytes.slice(0, 40 + Math.floor(random() * packet.bytes.length)) };
    })
    .map((packet, index) => ({ packet, place: index + random() * how.window }))
    .sort((one, other) => one.place - other.place)
    .map(({ packet }) => packet);
}

function read(packets: readonly Packet[]): readonly Exchange[] {
  const pipeline = new Pipeline({ hash: true });
  return [...packets.flatMap((packet) => pipeline.packet(packet)), ...pipeline.end()].flatMap((event) =>
    event.kind === 'exchange-closed' ? [event.exchange] : [],
  );
}

/** What one exchange claims, as far as a witness can confirm it. */
function claims(exchange: Exchange): readonly string[] {
  const { request, response, docker, hijack } = exchange;
  const name = `${request?.method} ${request?.target}`;
  const streams = hijack?.streams ?? docker.streams;
  return [
    `${name} → ${response?.status}`,
    `${name} asks ${request?.body.sha256}`,
    `${name} answers ${response?.body.sha256}`,
    ...Object.entries(streams ?? {}).map(([stream, digest]) => `${name} ${stream} ${digest?.sha256}`),
  ];
}

describe.each(scenarios)('%s', (scenario) => {
  const witness = JSON.parse(readFileSync(`fixtures/${scenario}/witness.json`, 'utf8')) as Witness;
  const packets = fixturePackets(scenario);
  const named = (index: number) => `${witness.requests[index]?.method} ${witness.requests[index]?.target}`;
  const statuses = new Set(witness.requests.map(({ status }, index) => `${named(index)} → ${status}`));
  const digests = new Map<string, string[]>();
  const confirm = (what: string, sha256: string): void => {
    digests.set(what, [...(digests.get(what) ?? []), sha256]);
  };
  for (const archive of [...(witness.context ?? []), ...(witness.archives ?? [])]) {
    const side = archive.side === 'response' ? 'answers' : 'asks';
    confirm(`${named(archive.request)} ${side}`, archive.bodySha256);
  }
  for (const { request, ...streams } of witness.streams ?? []) {
    for (const [stream, digest] of Object.entries(streams)) {
      if (typeof digest !== 'number') confirm(`${named(request)} ${stream}`, digest.sha256);
    }
  }
  // Of what was asked several times the witness may know the content of some.
  const times = (what: string) =>
    witness.requests.filter(({ method, target }) => what.startsWith(`${method} ${target} `)).length;
  const whole = new Set(read(packets).flatMap(claims));

  test('what is complete is right, however damaged the capture', () => {
    fc.assert(
      fc.property(damage, fc.integer(), (how, seed) => {
        for (const exchange of read(damaged(packets, how, seed))) {
          if (exchange.state !== 'complete') continue;
          const [status, ...contents] = claims(exchange) as [string, ...string[]];
          const unknown = witness.requests.some(
            (request) => request.status === null && status.startsWith(`${request.method} ${request.target} `),
          );
          if (!unknown) expect([...statuses]).toContain(status);
          for (const content of contents) {
            const [, what, sha256] = /^(.*) (\S+)$/.exec(content) as unknown as [string, string, string];
            // A stream without a byte may lack what told its format.
            if (sha256 === 'undefined') continue;
            const known = digests.get(what) ?? [];
            if (known.length === times(what)) expect(known, what).toContain(sha256);
            expect(whole, 'the capture before it was damaged').toContain(content);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
