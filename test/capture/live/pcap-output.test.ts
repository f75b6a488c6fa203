import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CaptureFileReader } from '../../../src/capture/file/capture-file-reader.ts';
import { PcapOutput } from '../../../src/capture/live/pcap-output.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcap-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(write: (output: PcapOutput) => void): Uint8Array {
  const path = join(folder, 'c.pcap');
  const descriptor = openSync(path, 'w');
  const output = new PcapOutput(descriptor, 1, 65_535);
  write(output);
  output.flush();
  closeSync(descriptor);
  return readFileSync(path);
}

test('a header and a record, byte for byte', () => {
  const file = written((output) => output.packet(Uint8Array.of(1, 2, 3), 9, 1_700_000_000_123_456));
  expect(Buffer.from(file).toString('hex').match(/.{8}/g)).toEqual([
    ...['d4c3b2a1', '02000400', '00000000', '00000000', 'ffff0000', '01000000'],
    ...['00f15365', '40e20100', '03000000', '09000000'],
  ]);
  expect(Buffer.from(file).toString('hex').slice(-6)).toBe('010203');
});

test('more than its buffer holds', () => {
  const packet = new Uint8Array(65_535).fill(7);
  const file = written((output) => {
    for (let number = 0; number < 10; number += 1) output.packet(packet, 65_549, number);
  });
  const reader = new CaptureFileReader();
  const events = [...reader.push(file), ...reader.end()].filter(({ kind }) => kind !== 'capture-interface');
  expect(events).toHaveLength(10);
  expect(events[9]).toMatchObject({ kind: 'packet', originalLength: 65_549, at: 9, linkType: 1 });
});
