import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GunzipError, gunzip } from '../../../src/capture/file/gunzip.ts';
import { concat, counting, zeros } from '../../builders/bytes.ts';

interface Outcome {
  readonly bytes: Uint8Array;
  readonly failure: string | null;
}

async function run(pieces: readonly Uint8Array[]): Promise<Outcome> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield* pieces;
  }
  const parts: Uint8Array[] = [];
  try {
    for await (const bytes of gunzip(source())) parts.push(bytes.slice());
  } catch (error) {
    if (!(error instanceof GunzipError)) throw error;
    return { bytes: concat(...parts), failure: error.reason };
  }
  return { bytes: concat(...parts), failure: null };
}

/** Large arrays are compared as one, as a difference would be printed byte by byte. */
function sameAs({ bytes, failure }: Outcome, expected: Uint8Array): boolean {
  return failure === null && Buffer.from(expected).equals(bytes);
}

const content = counting(300_000);
const member = new Uint8Array(gzipSync(content));

test('one member, in one piece and byte by byte', async () => {
  expect(sameAs(await run([member]), content)).toBe(true);
  const small = new Uint8Array(gzipSync(content.subarray(0, 300)));
  const single = Array.from(small, (byte) => Uint8Array.of(byte));
  expect(await run(single)).toEqual({ bytes: content.subarray(0, 300), failure: null });
});

test('several members are one file', async () => {
  const second = new Uint8Array(gzipSync(counting(50)));
  const whole = concat(member, second);
  const expected = concat(content, counting(50));
  expect(sameAs(await run([whole]), expected)).toBe(true);
  expect(sameAs(await run([member, second]), expected)).toBe(true);
  const split = [whole.slice(0, member.length + 1), whole.slice(member.length + 1)];
  expect(sameAs(await run(split), expected)).toBe(true);
});

test('a cut file gives what was there, and says that it is cut', async () => {
  const noise = fc.sample(fc.uint8Array({ minLength: 40_000, maxLength: 40_000 }), {
    numRuns: 1,
    seed: 1,
  })[0]!;
  const whole = new Uint8Array(gzipSync(noise));
  for (const cut of [1, 9, 10, 20_000, whole.length - 8, whole.length - 1]) {
    const { bytes, failure } = await run([whole.slice(0, cut)]);
    expect(failure, `cut at ${cut}`).toBe('cut');
    expect(Buffer.from(noise).subarray(0, bytes.length).equals(bytes)).toBe(true);
    if (cut >= whole.length - 8) expect(bytes.length).toBe(noise.length);
  }
});

test('damaged data gives what was decompressed before', async () => {
  const noise = fc.sample(fc.uint8Array({ minLength: 90_000, maxLength: 90_000 }), {
    numRuns: 1,
    seed: 1,
  })[0]!;
  const whole = new Uint8Array(gzipSync(noise, { level: 0 }));
  const { bytes, failure } = await run([concat(whole.slice(0, -8), zeros(8))]);
  expect(failure).toBe('damaged');
  expect(bytes.length).toBeGreaterThan(60_000);
  expect(Buffer.from(noise).subarray(0, bytes.length).equals(bytes)).toBe(true);
});

test('who stops early leaves nothing behind', async () => {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield member;
    throw new Error('asked for more than was wanted');
  }
  for await (const bytes of gunzip(source())) {
    expect(bytes.length).toBeGreaterThan(0);
    break;
  }
});
