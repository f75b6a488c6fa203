/** Frames of Docker's multiplexed stream: 0 stdin, 1 stdout, 2 stderr, 3 system error. */
export function frame(type: number, payload: string | Uint8Array): Uint8Array {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload;
  const header = Buffer.alloc(8);
  header[0] = type;
  header.writeUInt32BE(bytes.length, 4);
  return new Uint8Array(Buffer.concat([header, bytes]));
}
