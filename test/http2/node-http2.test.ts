import { once } from 'node:events';
import {
  connect as connectHttp2,
  constants,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  sensitiveHeaders,
} from 'node:http2';
import { type AddressInfo, connect, createServer as createRelay, type Server } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpEvent } from '../../src/http/events.ts';
import { Http2Layer } from '../../src/http2/http2-layer.ts';

interface Plan {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: readonly number[];
  readonly status: number;
  readonly answer: readonly number[];
  readonly trailer: string | null;
}

/** What one side of Node's own HTTP/2 made of a message. */
interface Message {
  readonly start: string;
  readonly headers: readonly string[];
  readonly bytes: number;
  readonly sum: number;
  readonly trailers: readonly string[];
}

const name = fc
  .string({ unit: fc.constantFrom(...'abcxyz09-'), minLength: 1, maxLength: 12 })
  .map((end) => `x-${end}`);
const value = fc
  .string({ unit: fc.constantFrom(...'aZ09 /;=é~|'), maxLength: 40 })
  .map((text) => text.trim());
const plan: fc.Arbitrary<Plan> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.constantFrom('/_ping', '/v1.52/build?t=a', '/moby.buildkit.v1.Control/Solve', '/x'),
  headers: fc.uniqueArray(fc.tuple(name, value), { maxLength: 6, selector: ([key]) => key }),
  body: fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 3 }),
  status: fc.constantFrom(200, 201, 404, 500),
  answer: fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 3 }),
  trailer: fc.option(value),
});

const turns: { readonly side: 'client' | 'server'; readonly bytes: Buffer }[] = [];
const asked = new Map<number, Message>();
const answered = new Map<number, Message>();

function listOf(headers: IncomingHttpHeaders): readonly string[] {
  return Object.entries(headers)
    .filter(([key]) => key.startsWith('x-'))
    .map(([key, text]) => `${key}=${text}`)
    .sort();
}

async function readMessage(
  start: string,
  headers: IncomingHttpHeaders,
  stream: AsyncIterable<Buffer> & NodeJS.EventEmitter,
): Promise<Message> {
  let trailers: readonly string[] = [];
  stream.on('trailers', (fields: IncomingHttpHeaders) => {
    trailers = listOf(fields);
  });
  let bytes = 0;
  let sum = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    for (const byte of chunk) sum += byte;
  }
  return { start, headers: listOf(headers), bytes, sum, trailers };
}

const content = (size: number, at: number): Buffer => Buffer.alloc(size, (size + at) % 251);

describe("beside Node's own HTTP/2", () => {
  let server: Http2Server;
  let relay: Server;
  const plans = fc.sample(plan, { numRuns: 40, seed: 7541 });

  beforeAll(async () => {
    server = createServer({
      // Frames are padded as far as they can be.
      paddingStrategy: constants.PADDING_STRATEGY_MAX,
      settings: { headerTableSize: 512 },
    });
    server.on('stream', async (stream, headers) => {
      const planned = plans[Number(headers['x-plan'])] as Plan;
      const message = readMessage(`${headers[':method']} ${headers[':path']}`, headers, stream);
      stream.additionalHeaders({ ':status': 103, 'x-early': '1' });
      stream.respond(
        { ':status': planned.status, 'x-plan': headers['x-plan'] as string },
        { waitForTrailers: planned.trailer !== null },
      );
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-status': planned.trailer ?? '' }));
      for (const [at, size] of planned.answer.entries()) stream.write(content(size, at));
      stream.end();
      asked.set(stream.id as number, await message);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    relay = createRelay((client) => {
      const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1');
      client.on('data', (bytes) => {
        turns.push({ side: 'client', bytes });
        upstream.write(bytes);
      });
      upstream.on('data', (bytes) => {
        turns.push({ side: 'server', bytes });
        client.write(bytes);
      });
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
    });
    relay.listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const session = connectHttp2(`http://127.0.0.1:${(relay.address() as AddressInfo).port}`, {
      paddingStrategy: constants.PADDING_STRATEGY_MAX,
      settings: { headerTableSize: 300, maxFrameSize: 20_000 },
    });
    const send = async (planned: Plan, index: number): Promise<void> => {
      const stream = session.request(
        {
          ':method': planned.method,
          ':path': planned.path,
          ...Object.fromEntries(planned.headers),
          'x-plan': `${index}`,
          'x-secret': 'never indexed',
          [sensitiveHeaders]: ['x-secret'],
        },
        { endStream: false },
      );
      for (const [at, size] of planned.body.entries()) stream.write(content(size, at));
      stream.end();
      const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
      answered.set(stream.id as number, await readMessage(`${headers[':status']}`, headers, stream));
    };
    // Six at a time, so that their frames mix.
    for (let from = 0; from < plans.length; from += 6) {
      await Promise.all(plans.slice(from, from + 6).map((planned, index) => send(planned, from + index)));
    }
    await new Promise<void>((closed) => session.close(closed));
  }, 30_000);

  afterAll(() => {
    server.close();
    relay.close();
  });

  function messages(events: readonly HttpEvent[], kind: 'request' | 'response'): Map<number, Message> {
    const found = new Map<number, { -readonly [Key in keyof Message]: Message[Key] }>();
    const fields = (list: readonly (readonly [string, string])[]) =>
      list
        .filter(([key]) => key.startsWith('x-'))
        .map(([key, text]) => `${key}=${text}`)
        .sort();
    for (const event of events) {
      if (event.kind === `${kind}-head` && 'headers' in event) {
        const start = 'method' in event ? `${event.method} ${event.target}` : `${event.status}`;
        found.set(event.stream, { start, headers: fields(event.headers), bytes: 0, sum: 0, trailers: [] });
      } else if (event.kind === `${kind}-data` && 'bytes' in event) {
        const message = found.get(event.stream)!;
        message.bytes += event.bytes.length;
        for (const byte of event.bytes) message.sum += byte;
      } else if (event.kind === `${kind}-end` && 'trailers' in event) {
        found.get(event.stream)!.trailers = fields(event.trailers);
      }
    }
    return found;
  }

  function play(cut: (bytes: Buffer) => readonly Buffer[]): readonly HttpEvent[] {
    const layer = new Http2Layer({ clientDirection: 'a-to-b' });
    const events: HttpEvent[] = [];
    for (const { side, bytes } of turns) {
      for (const piece of cut(bytes)) {
        const direction = side === 'client' ? 'a-to-b' : 'b-to-a';
        for (const event of layer.push(piece, { direction, at: 1 })) {
          events.push('bytes' in event ? { ...event, bytes: event.bytes.slice() } : event);
        }
      }
    }
    return [...events, ...layer.finish(2, 'closed')];
  }

  test.each<[string, (bytes: Buffer) => readonly Buffer[]]>([
    ['as it came', (bytes) => [bytes]],
    [
      'in pieces of 7 bytes',
      (bytes) =>
        Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7)),
    ],
  ])('heads, bodies and trailers agree, %s', (_, cut) => {
    const events = play(cut);
    expect(asked.size).toBe(plans.length);
    expect(messages(events, 'request')).toEqual(new Map([...asked].sort(([a], [b]) => a - b)));
    const seen = messages(events, 'response');
    for (const [id, message] of answered) expect(seen.get(id), `stream ${id}`).toEqual(message);
    expect(events.filter(({ kind }) => kind === 'interim-response').length).toBe(plans.length);
    const ends = events.flatMap((event) => (event.kind === 'exchange-end' ? [event.state] : []));
    expect(ends).toEqual(plans.map(() => 'complete'));
    expect(events.filter(({ kind }) => kind === 'issue')).toEqual([]);
  });
});
