import type { Timestamp } from '../../layer/origin.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Pause } from '../../model/pause.ts';

/** One direction of an exchange, while it may move. */
export interface Lane {
  readonly from: Timestamp;
  readonly to: Timestamp;
  /** Whether that is its end, or only the last that is known of it. */
  readonly ended: boolean;
  readonly bytes: number;
  readonly pauses: readonly Pause[];
}

/** A time in which nothing of an exchange moved, either way. */
export interface IdleGap {
  readonly at: Timestamp;
  readonly ms: number;
  /** Who could have sent something. */
  readonly silent: 'client' | 'daemon' | 'both';
  /** Bytes that had come from who is silent (of both, from the daemon). */
  readonly afterBytes: number;
}

/** From the client, and from the daemon; after a hijack they go on together. Null for what was not captured. */
export function lanesOf(exchange: Exchange): { readonly up: Lane | null; readonly down: Lane | null } {
  const { request, response, timing, hijack } = exchange;
  const answered = response?.time ?? null;
  const up =
    request === null
      ? null
      : lane(request.time, timing.sendMs, request.body.bytes, request.body.pauses, request.body.lastByteAt);
  const down =
    answered === null || response === null
      ? null
      : lane(answered, timing.receiveMs, response.body.bytes, response.body.pauses, response.body.lastByteAt);
  if (hijack === null || answered === null) return { up, down };
  const { clientBytes, serverBytes, clientPauses, serverPauses } = hijack;
  return {
    up: lane(answered, timing.receiveMs, clientBytes, clientPauses, null),
    down: lane(answered, timing.receiveMs, serverBytes, serverPauses, null),
  };
}

function lane(
  from: Timestamp,
  ms: number | null,
  bytes: number,
  pauses: readonly Pause[],
  last: Timestamp | null,
): Lane {
  const known = Math.max(from, last ?? from, ...pauses.map(pauseEnd));
  const to = ms === null ? known : from + ms * 1000;
  return { from, to, ended: ms !== null, bytes, pauses };
}

export function pauseEnd({ at, ms }: Pause): Timestamp {
  return at + ms * 1000;
}

/** Milliseconds; as pauses are kept from there on. */
const SHORTEST = 100;

/** In order of time. Waiting for an answer is one of them. */
export function idleGaps(exchange: Exchange): readonly IdleGap[] {
  const { up, down } = lanesOf(exchange);
  if (up === null) return [];
  const start = exchange.request?.time ?? up.from;
  const end = Math.max(up.to, down?.to ?? up.to);
  const gaps: IdleGap[] = [];
  for (const one of silences(up, start, end)) {
    for (const other of down === null ? [{ from: up.from, to: up.to }] : silences(down, start, end)) {
      const at = Math.max(one.from, other.from);
      const ms = (Math.min(one.to, other.to) - at) / 1000;
      // Waiting for an answer and for its first byte are one; what it is for the most part is in its midst.
      if (ms >= SHORTEST) gaps.push({ at, ms, ...whoIsSilent(at + ms * 500, up, down) });
    }
  }
  return gaps.toSorted((one, other) => one.at - other.at);
}

interface Stretch {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/** Where a lane has nothing to move, or paused; what touches is one. */
function silences({ from, to, pauses }: Lane, start: Timestamp, end: Timestamp): readonly Stretch[] {
  const all = [
    { from: start, to: from },
    ...pauses.map((pause) => ({ from: pause.at, to: pauseEnd(pause) })),
    { from: to, to: end },
  ].filter((stretch) => stretch.to > stretch.from);
  const merged: Stretch[] = [];
  for (const stretch of all) {
    const last = merged.at(-1);
    if (last === undefined || stretch.from > last.to) merged.push(stretch);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
  }
  return merged;
}

function whoIsSilent(at: Timestamp, up: Lane, down: Lane | null): Pick<IdleGap, 'silent' | 'afterBytes'> {
  const sending = at >= up.from && at < up.to;
  const answering = down !== null && at >= down.from && at < down.to;
  if (sending && !answering) return { silent: 'client', afterBytes: bytesBy(at, up) };
  const afterBytes = down === null || at < down.from ? 0 : bytesBy(at, down);
  return { silent: sending ? 'both' : 'daemon', afterBytes };
}

function bytesBy(at: Timestamp, { pauses, bytes }: Lane): number {
  return pauses.find((pause) => pause.at <= at && at < pauseEnd(pause))?.afterBytes ?? bytes;
}
