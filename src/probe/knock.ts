import { connect, type Socket } from 'node:net';
import { proxyAddressText } from '../capture/proxy/proxy-address.ts';
import { errorCode } from '../capture/proxy/tls/handshake-failure.ts';
import type { ProbedDoor } from '../model/daemon-probe.ts';
import { connectOptions, type Reach } from './reach.ts';

/** What came of knocking: the door, and how the conversation ended. */
export interface Knock {
  readonly door: ProbedDoor;
  /** `shut` where it did not open. */
  readonly ending: 'shut' | 'answered' | 'closed' | 'silent';
}

const PING = 'HEAD /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n';
/** Of an answer that is no daemon's, what is looked at. */
const MAX_ANSWER_BYTES = 1024;

/** Types of the first record of TLS and of the first frame of HTTP/2 (RFC 8446, 5.1; RFC 9113, 6.5). */
const TLS_ALERT = 0x15;
const SETTINGS_FRAME = 4;

/** Connects, asks for `/_ping` in plain HTTP, and tells from the first bytes what speaks there. Never rejects. */
export async function knock(
  reach: Reach,
  opening: AbortSignal,
  answering: () => AbortSignal,
): Promise<Knock> {
  const begun = performance.now();
  const socket = connect(connectOptions(reach));
  try {
    const error = await opened(socket, opening);
    if (error !== null) return { door: door(reach, begun, { error }), ending: 'shut' };
    socket.write(PING);
    const { bytes, closed } = await firstAnswer(socket, answering());
    const found = door(reach, begun, whatSpeaks(bytes));
    return { door: found, ending: bytes.length > 0 ? 'answered' : closed ? 'closed' : 'silent' };
  } finally {
    socket.destroy();
  }
}

function door(reach: Reach, begun: number, found: Partial<ProbedDoor>): ProbedDoor {
  return {
    address: proxyAddressText(reach),
    port: reach.kind === 'tcp' ? reach.port : null,
    error: null,
    speaks: null,
    status: null,
    http2: null,
    tookMs: performance.now() - begun,
    ...found,
  };
}

/** Null when it is open, or the system's code; `ETIMEDOUT` where nothing came back in time. */
export function opened(socket: Socket, limit: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const late = (): void => resolve('ETIMEDOUT');
    if (limit.aborted) return late();
    limit.addEventListener('abort', late, { once: true });
    socket.on('error', (error) => resolve(connectError(error)));
    socket.once('connect', () => resolve(null));
  });
}

/** Where several addresses were tried, the first one's reason stands for all. */
function connectError(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return errorCode(first) || errorCode(error) || 'unknown';
}

function firstAnswer(
  socket: Socket,
  limit: AbortSignal,
): Promise<{ readonly bytes: Buffer; readonly closed: boolean }> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    limit.addEventListener('abort', () => resolve({ bytes, closed: false }), { once: true });
    socket.on('close', () => resolve({ bytes, closed: true }));
    socket.on('data', (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece.subarray(0, MAX_ANSWER_BYTES)]);
      // What follows a head tells a TLS server that answers in plain words from a daemon.
      if (bytes.length >= MAX_ANSWER_BYTES || !isHttp(bytes)) resolve({ bytes, closed: false });
    });
  });
}

function whatSpeaks(bytes: Buffer): Pick<ProbedDoor, 'speaks' | 'status'> {
  if (bytes.length === 0) return { speaks: null, status: null };
  if (isHttp(bytes)) {
    const text = bytes.toString('latin1');
    // The words of Go's net/http for a server that speaks TLS.
    if (/client sent an http request to an https server/i.test(text)) return { speaks: 'tls', status: null };
    return { speaks: 'http', status: Number(/^HTTP\/1\.\d (\d{3})/.exec(text)?.[1] ?? 0) || null };
  }
  if (bytes[0] === TLS_ALERT) return { speaks: 'tls', status: null };
  if (bytes[0] === 0 && bytes[1] === 0 && bytes[3] === SETTINGS_FRAME)
    return { speaks: 'http2', status: null };
  return { speaks: 'other', status: null };
}

function isHttp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 7) === 'HTTP/1.'.slice(0, bytes.length);
}
