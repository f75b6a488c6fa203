/** One MiB of noise, so that nothing compresses; who needs more begins at another place in it. */
export function makeNoise(): Buffer {
  const noise = Buffer.alloc(1 << 20);
  let state = 0x9e3779b9;
  for (let at = 0; at < noise.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    noise.writeInt32LE(state | 0, at);
  }
  return noise;
}

/** The pieces of a file of `bytes` bytes that is the `index`th. */
export function* noiseOf(noise: Buffer, index: number, bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; ) {
    const start = (index * 4093 + (bytes - left)) % noise.length;
    const taken = Math.min(left, noise.length - start);
    yield noise.subarray(start, start + taken);
    left -= taken;
  }
}
