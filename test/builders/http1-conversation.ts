import type { HttpEvent, RequestHead, ResponseHead } from '../../src/http/events.ts';
import { type ConnectionEnd, Http1Layer } from '../../src/http1/http1-layer.ts';
import type { Direction, Origin } from '../../src/layer/origin.ts';
import { joined, latin1Bytes } from './http1-messages.ts';

/**
 * What both sides of a connection say, in order. `gap` is a number of lost bytes; `end` is a FIN; `finish`
 * ends the connection. Times count the turns from 1, unless a turn has its own.
 */
export type Turn = { readonly at?: number } & (
  | { readonly from: 'client' | 'server'; readonly bytes: string | Uint8Array }
  | { readonly from: 'client' | 'server'; readonly gap: number }
  | { readonly from: 'client' | 'server'; readonly end: true }
  | { readonly finish: ConnectionEnd }
);

export const client = (bytes: string | Uint8Array): Turn => ({ from: 'client', bytes });
export const server = (bytes: string | Uint8Array): Turn => ({ from: 'server', bytes });
export const lost = (from: 'client' | 'server', gap: number): Turn => ({ from, gap });
export const ends = (from: 'client' | 'server'): Turn => ({ from, end: true });
export const finish = (how: ConnectionEnd): Turn => ({ finish: how });

export interface Questions {
  readonly mightSwitch?: (request: RequestHead) => boolean;
  readonly switches?: (request: RequestHead, response: ResponseHead) => boolean;
}

/** How a turn's bytes are cut into pieces. */
export type Cut = (bytes: Uint8Array) => readonly Uint8Array[];

const CLIENT: Direction = 'a-to-b';
const never = () => false;

/** Plays `turns` to a new layer; adjacent data events of one body are joined, and bytes are text. */
export function play(turns: readonly Turn[], questions: Questions = {}, cut: Cut = (bytes) => [bytes]) {
  const layer = new Http1Layer({
    clientDirection: CLIENT,
    mightSwitch: questions.mightSwitch ?? never,
    switches: questions.switches ?? never,
  });
  const seen: ReadonlyPlain[] = [];
  const note = (events: readonly HttpEvent[]) => seen.push(...events.map(plain));
  turns.forEach((turn, index) => {
    const at = turn.at ?? index + 1;
    if ('finish' in turn) {
      note(layer.finish(at, turn.finish));
      return;
    }
    const origin: Origin = { direction: turn.from === 'client' ? CLIENT : 'b-to-a', at };
    if ('gap' in turn) note(layer.gap(turn.gap, origin));
    else if ('end' in turn) note(layer.end(origin));
    else {
      const bytes = typeof turn.bytes === 'string' ? latin1Bytes(turn.bytes) : turn.bytes;
      for (const piece of bytes.length === 0 ? [] : cut(bytes)) {
        // Layers may not keep views: the piece is wiped once the call is over.
        const copy = piece.slice();
        const switched = seen.find((event) => event.kind === 'protocol-switch');
        note(layer.push(copy, origin));
        // What follows a switch goes to another layer: shown as if it had been held, wherever the cut was.
        if (switched !== undefined) addToHeld(switched, turn.from, text(piece), at);
        copy.fill(0xee);
      }
    }
  });
  return joinData(seen);
}

function addToHeld(event: ReadonlyPlain, side: 'client' | 'server', bytes: string, at: number): void {
  const held = event.held as Record<typeof side, string>;
  const heldAt = event.heldAt as Record<typeof side, number>;
  if (held[side] === '') heldAt[side] = at;
  held[side] += bytes;
}

/** An event with its bytes as text. */
export type ReadonlyPlain = Readonly<Record<string, unknown>> & { readonly kind: string };

function plain(event: HttpEvent): ReadonlyPlain {
  if (event.kind === 'request-data' || event.kind === 'response-data')
    return { ...event, bytes: text(event.bytes) };
  if (event.kind !== 'protocol-switch') return { ...event };
  const held = { client: text(event.held.client), server: text(event.held.server) };
  return { ...event, held, heldAt: { ...event.heldAt } };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function joinData(events: readonly ReadonlyPlain[]): readonly ReadonlyPlain[] {
  const result: ReadonlyPlain[] = [];
  for (const event of events) {
    const last = result.at(-1);
    const joins = last?.kind === event.kind && last.stream === event.stream && event.kind.endsWith('-data');
    if (joins) result[result.length - 1] = { ...last, bytes: `${last.bytes}${event.bytes}` };
    else result.push(event);
  }
  return result;
}

/**
 * One line for each event: `1 request POST /build`, `1 request-data "…"`, `1 response 200 OK`. Times are
 * left out; body ends say `cut` where they are not complete, and name trailers.
 */
export function script(events: readonly ReadonlyPlain[]): readonly string[] {
  return events.map((event) => `${event.stream ?? '-'} ${describeEvent(event)}`);
}

function describeEvent(event: ReadonlyPlain): string {
  switch (event.kind) {
    case 'request-head':
      return `request ${event.method} ${event.target}`;
    case 'response-head':
      return `response ${event.status} ${event.reason}`;
    case 'interim-response':
      return `interim ${event.status} ${event.reason}`;
    case 'request-data':
    case 'response-data':
      return `${event.kind} ${JSON.stringify(event.bytes)}`;
    case 'request-gap':
    case 'response-gap':
      return `${event.kind} ${event.missing}`;
    case 'request-end':
    case 'response-end': {
      const trailers = event.trailers as readonly (readonly [string, string])[];
      const fields = trailers.map(([name, value]) => ` ${name}=${value}`).join('');
      return `${event.kind}${event.complete === true ? '' : ' cut'}${fields}`;
    }
    case 'exchange-end':
      return `end ${event.state}`;
    case 'protocol-switch': {
      const held = event.held as { readonly client: string; readonly server: string };
      return `switch ${event.protocol} ${JSON.stringify(held.client)} ${JSON.stringify(held.server)}`;
    }
    default:
      return `${event.code}`;
  }
}

/** Every way of cutting the turns that `everySplit` knows, over the bytes of all turns together. */
export function everyCutOf(turns: readonly Turn[]): readonly { readonly name: string; readonly cut: Cut }[] {
  const longest = Math.max(...turns.map((turn) => ('bytes' in turn ? turn.bytes.length : 0)));
  const cuts = [
    {
      name: 'one byte at a time',
      cut: (bytes: Uint8Array) => Array.from(bytes, (byte) => joined(Uint8Array.of(byte))),
    },
  ];
  for (let at = 1; at < longest; at += 1) {
    cuts.push({ name: `cut at ${at}`, cut: (bytes) => [bytes.slice(0, at), bytes.slice(at)] });
  }
  return cuts;
}
