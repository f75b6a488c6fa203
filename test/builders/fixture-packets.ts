import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { CaptureFileReader } from '../../src/capture/file/capture-file-reader.ts';
import type { Packet } from '../../src/layer/packet.ts';
import { fixtureCapture } from './ndjson.ts';

/** All packets of a fixture's capture, each with bytes of its own. */
export function fixturePackets(scenario: string): readonly Packet[] {
  const path = fixtureCapture(scenario);
  const file = readFileSync(path);
  const reader = new CaptureFileReader();
  const bytes = new Uint8Array(path.endsWith('.gz') ? gunzipSync(file) : file);
  return [...reader.push(bytes), ...reader.end()].flatMap((event) =>
    event.kind === 'packet' ? [{ ...event, bytes: new Uint8Array(event.bytes) }] : [],
  );
}
