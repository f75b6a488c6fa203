import { expect, test } from 'vitest';
import { CaptureFileReader } from '../../../src/capture/file/capture-file-reader.ts';
import { CaptureWriter } from '../../../src/capture/live/capture-writer.ts';
import type { Packet } from '../../../src/layer/packet.ts';

/** A recording in memory that begins another file before each packet that would make one larger than `bytes`. */
class Files {
  readonly rotates = true;
  readonly files: number[][] = [[]];
  readonly #bytes: number;
  readonly #most: number;

  constructor(bytes: number, most: number) {
    this.#bytes = bytes;
    this.#most = most;
  }

  write(bytes: Uint8Array): void {
    this.files.at(-1)?.push(...bytes);
  }

  mustRotate(length: number): boolean {
    return (this.files.at(-1)?.length ?? 0) + length > this.#bytes;
  }

  rotate(): boolean {
    if (this.files.length === this.#most) return false;
    this.files.push([]);
    return true;
  }
}

const packet = (at: number): Packet => ({
  kind: 'packet',
  bytes: new Uint8Array(100).fill(at),
  originalLength: 114,
  at,
  linkType: 1,
  interfaceId: 0,
});

function read(file: readonly number[]): readonly string[] {
  const reader = new CaptureFileReader();
  return [...reader.push(Uint8Array.from(file)), ...reader.end()].map((event) =>
    event.kind === 'packet' ? `packet ${event.at} ${event.originalLength}` : event.kind,
  );
}

test('each file stands alone, and no packet is lost between two', () => {
  const files = new Files(600, 10);
  const writer = new CaptureWriter(files, 'test');
  writer.addInterface({ linkType: 1, snapLength: 65_535, name: 'lo', timeDigits: 6 });
  for (let at = 1; at <= 4; at += 1) expect(writer.packet(packet(at))).toBe(true);
  writer.flush();
  expect(files.files.map(read)).toEqual([
    ['capture-section', 'capture-interface', 'packet 1 114', 'packet 2 114', 'packet 3 114'],
    ['capture-section', 'capture-interface', 'packet 4 114'],
  ]);
});

test('after the last file there is no more', () => {
  const files = new Files(400, 1);
  const writer = new CaptureWriter(files, 'test');
  writer.addInterface({ linkType: 1, snapLength: 65_535, name: 'lo', timeDigits: 6 });
  expect([1, 2, 3].map((at) => writer.packet(packet(at)))).toEqual([true, true, false]);
});
