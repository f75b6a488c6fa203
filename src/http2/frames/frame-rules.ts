import { type FrameHeader, flags, frameTypes, readFrameHeader } from './frame-header.ts';
import { SETTING_BYTES } from './settings.ts';

/** What RFC 9113, section 6, says of each type's header: by type. */
interface FrameRule {
  readonly name: string;
  /** Whether its stream id is that of a stream or 0; WINDOW_UPDATE has either. */
  readonly on: 'stream' | 'connection' | 'either';
  readonly flags: number;
  readonly fits: (length: number) => boolean;
}

const any = (): boolean => true;
const exactly = (bytes: number) => (length: number) => length === bytes;
const atLeast = (bytes: number) => (length: number) => length >= bytes;

const { ack, endHeaders, endStream, padded, priority } = flags;
const rules: readonly FrameRule[] = [
  { name: 'DATA', on: 'stream', flags: endStream | padded, fits: any },
  { name: 'HEADERS', on: 'stream', flags: endStream | endHeaders | padded | priority, fits: any },
  { name: 'PRIORITY', on: 'stream', flags: 0, fits: exactly(5) },
  { name: 'RST_STREAM', on: 'stream', flags: 0, fits: exactly(4) },
  { name: 'SETTINGS', on: 'connection', flags: ack, fits: (length) => length % SETTING_BYTES === 0 },
  { name: 'PUSH_PROMISE', on: 'stream', flags: endHeaders | padded, fits: atLeast(4) },
  { name: 'PING', on: 'connection', flags: ack, fits: exactly(8) },
  { name: 'GOAWAY', on: 'connection', flags: 0, fits: atLeast(8) },
  { name: 'WINDOW_UPDATE', on: 'either', flags: 0, fits: exactly(4) },
  { name: 'CONTINUATION', on: 'stream', flags: endHeaders, fits: any },
];

/** What a header says that no frame may, for a person; null where it is well. */
export function headerProblem({ type, length, stream }: FrameHeader, maxLength: number): string | null {
  if (length > maxLength) return `a frame of ${length} bytes where at most ${maxLength} are allowed`;
  const rule = rules[type];
  if (rule === undefined) return null;
  if (!rule.fits(length)) return `a ${rule.name} frame of ${length} bytes`;
  if (rule.on === 'stream' && stream === 0) return `a ${rule.name} frame without a stream`;
  if (rule.on === 'connection' && stream !== 0) return `a ${rule.name} frame on stream ${stream}`;
  return null;
}

/**
 * True where a frame may begin here, for finding one's way after lost bytes: stricter than the RFC, as it
 * counts no extension, no flag without a meaning and no stream that a server began, which nobody's client
 * allows. A file's content seldom looks so, and hardly ever twice at the right distance.
 */
export function looksLikeFrameHeader(bytes: Uint8Array, offset: number, maxLength: number): boolean {
  const rule = rules[bytes[offset + 3]!];
  if (rule === undefined || (bytes[offset + 5]! & 0x80) !== 0) return false;
  const header = readFrameHeader(bytes, offset);
  if ((header.flags & ~rule.flags) !== 0 || headerProblem(header, maxLength) !== null) return false;
  if (header.type === frameTypes.settings && header.flags === ack && header.length !== 0) return false;
  return header.stream === 0 || header.stream % 2 === 1;
}
