import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCapture } from '../../src/capture/file/open-capture.ts';
import { PROTOCOL_TCP } from '../../src/layer/ip-payload.ts';
import { LinkLayer } from '../../src/link/link-layer.ts';
import { IpLayer } from '../../src/net/ip-layer.ts';

interface Totals {
  readonly segments: number;
  readonly bytes: number;
}

/** One of each shape: link types, IP versions, interfaces, frames that were cut. */
const captures = ['classic-build', 'ipv6', 'any-bridge', 'two-interfaces', 'snapped', 'run'].flatMap(
  (scenario) =>
    readdirSync(`fixtures/${scenario}`)
      .filter((name) => name.startsWith('capture.'))
      .map((name) => `fixtures/${scenario}/${name}`),
);
/** Of these, where every packet that was sent crossed several interfaces. */
const doubled = captures.filter((path) => /any-bridge|two-interfaces/.test(path));

async function ourTotals(path: string, copies: 'with copies' | 'without copies'): Promise<Totals> {
  const link = new LinkLayer();
  const ip = new IpLayer();
  let segments = 0;
  let bytes = 0;
  for await (const events of readCapture(path)) {
    for (const packet of events) {
      if (packet.kind === 'capture-interface') link.addInterface();
      if (packet.kind !== 'packet') continue;
      const located = link.push(packet);
      if (located?.kind !== 'ip-packet') continue;
      const seenOn = copies === 'with copies' ? null : located.seenOn;
      for (const payload of ip.push({ ...located, seenOn })) {
        if (payload.kind !== 'ip-payload' || payload.protocol !== PROTOCOL_TCP) continue;
        const headerLength = (payload.bytes[payload.start + 12]! >> 4) * 4;
        segments += 1;
        bytes += payload.end + payload.missing - payload.start - headerLength;
      }
    }
  }
  return { segments, bytes };
}

/** What tshark says of each segment: its payload length, and what tells it from any other. */
function tsharkSegments(path: string): readonly string[] {
  const identity = ['ip.id', 'ip.src', 'ipv6.src', 'tcp.srcport', 'tcp.seq_raw', 'tcp.ack_raw', 'tcp.flags'];
  const timestamps = ['tcp.options.timestamp.tsval', 'tcp.options.timestamp.tsecr'];
  const fields = ['tcp.len', ...identity, ...timestamps].flatMap((field) => ['-e', field]);
  const lines = execFileSync('tshark', ['-n', '-r', path, '-Y', 'tcp', '-T', 'fields', ...fields], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 << 20,
  });
  return lines.trimEnd().split('\n');
}

function totals(segments: readonly string[]): Totals {
  const bytes = segments.reduce((sum, segment) => sum + Number(segment.split('\t', 1)[0]), 0);
  return { segments: segments.length, bytes };
}

const hasTshark = spawnSync('tshark', ['--version']).error === undefined;

describe.skipIf(!hasTshark)('tshark (needed here) counts the same segments and payload bytes', () => {
  test.each(captures)('%s', async (path) => {
    expect(await ourTotals(path, 'with copies')).toEqual(totals(tsharkSegments(path)));
  });

  test.each(doubled)('%s, each segment once', async (path) => {
    expect(await ourTotals(path, 'without copies')).toEqual(totals([...new Set(tsharkSegments(path))]));
  });
});
