/** `bytes data = 1` (protobuf encoding: field number times eight, plus two for what has a length). */
const DATA_TAG = 0x0a;

/**
 * The bytes in a `moby.buildkit.v1.BytesMessage` (api/services/control/control.proto), which is how a
 * connection is carried inside of a call; empty where it is not one.
 */
export function readBytesMessage(message: Uint8Array): Uint8Array {
  if (message[0] !== DATA_TAG) return message.subarray(0, 0);
  let length = 0;
  let offset = 1;
  for (let scale = 1; offset < message.length; scale *= 128) {
    const byte = message[offset]!;
    offset += 1;
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return message.subarray(offset, offset + length);
}
