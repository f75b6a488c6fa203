import type { HttpEvent } from '../../src/http/events.ts';
import { type ConnectionEnd, Http2Layer } from '../../src/http2/http2-layer.ts';
import type { Direction } from '../../src/layer/origin.ts';

/** What both sides of a connection say, in order; a number is so many lost bytes. */
export type Http2Turn =
  | readonly ['client' | 'server', Uint8Array | number | 'fin']
  | readonly ['finish', ConnectionEnd];

export interface PlayOptions {
  readonly joinedLate?: boolean;
  /** The side that opened the connection is the HTTP/2 server, as on a BuildKit session. */
  readonly rolesUnknown?: boolean;
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
}

/**
 * Plays `turns` to a new layer, and says what came out in lines of words; adjacent data events of one
 * message are joined. The bytes of each call are wiped after it, as layers may not keep views.
 */
export function playHttp2(turns: readonly Http2Turn[], options: PlayOptions = {}): readonly string[] {
  const client: Direction = options.rolesUnknown ? 'b-to-a' : 'a-to-b';
  const layer = new Http2Layer({ clientDirection: 'a-to-b', joinedLate: options.joinedLate ?? false });
  const words = new Words();
  for (const turn of turns) {
    if (turn[0] === 'finish') {
      words.add(layer.finish(9, turn[1]));
      continue;
    }
    const direction = turn[0] === 'client' ? client : client === 'a-to-b' ? 'b-to-a' : 'a-to-b';
    const origin = { direction, at: 1 };
    if (turn[1] === 'fin') words.add(layer.end(origin));
    else if (typeof turn[1] === 'number') words.add(layer.gap(turn[1], origin));
    else {
      for (const piece of options.cut?.(turn[1]) ?? [turn[1]]) {
        const bytes = piece.slice();
        words.add(layer.push(bytes, origin));
        bytes.fill(0xee);
      }
    }
  }
  return words.lines;
}

class Words {
  readonly lines: string[] = [];
  #open = '';

  add(events: readonly HttpEvent[]): void {
    for (const event of events) {
      if (event.kind === 'request-data' || event.kind === 'response-data') this.#data(event);
      else this.#line(lineOf(event));
    }
  }

  #data(event: Extract<HttpEvent, { bytes: Uint8Array }>): void {
    const start = `${event.stream} ${event.kind} `;
    const text = Buffer.from(event.bytes).toString('latin1');
    if (this.#open === start) this.lines[this.lines.length - 1] += text;
    else this.lines.push(start + text);
    this.#open = start;
  }

  #line(line: string): void {
    this.lines.push(line);
    this.#open = '';
  }
}

function lineOf(event: HttpEvent): string {
  const fields = (list: readonly (readonly [string, string])[]) =>
    list.map(([name, value]) => ` ${name}=${value}`).join('');
  const more = (list: readonly (readonly [string, string])[]) =>
    fields(list.filter(([name]) => name !== ':scheme' && name !== ':authority'));
  const { stream } = event;
  switch (event.kind) {
    case 'request-head':
      return `${stream} request ${event.method} ${event.target}${more(event.headers)}`;
    case 'response-head':
    case 'interim-response':
      return `${stream} ${event.kind === 'response-head' ? 'response' : 'interim'} ${event.status}${more(event.headers)}`;
    case 'request-gap':
    case 'response-gap':
      return `${stream} ${event.kind} ${event.missing}`;
    case 'request-end':
    case 'response-end':
      return `${stream} ${event.kind}${event.complete ? '' : ' cut'}${fields(event.trailers)}`;
    case 'exchange-end':
      return `${stream} ${event.state}`;
    case 'issue':
      return `${stream} ${event.code}`;
    default:
      return `${stream} ${event.kind}`;
  }
}
