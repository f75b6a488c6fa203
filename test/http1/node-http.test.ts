import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request as send } from 'node:http';
import { type AddressInfo, connect, createServer as createRelay, type Server } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  client,
  finish,
  play,
  type ReadonlyPlain,
  server,
  type Turn,
} from '../builders/http1-conversation.ts';

/** What one side of Node's own HTTP made of a message. */
interface Message {
  readonly start: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly trailers: readonly string[];
}

interface Plan {
  readonly method: string;
  readonly path: string;
  readonly header: string;
  readonly chunked: boolean;
  readonly body: readonly string[];
  readonly status: number;
  readonly answer: readonly string[];
  readonly answerChunked: boolean;
  readonly trailer: string | null;
}

const text = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ab \r\n0{}"'), minLength: 1, maxLength });
const word = fc.string({ unit: fc.constantFrom(...'abcXYZ09-'), minLength: 1, maxLength: 12 });
const plans: fc.Arbitrary<Plan> = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE'),
  path: word.map((name) => `/v1.41/${name}`),
  header: word,
  chunked: fc.boolean(),
  body: fc.array(text(40), { maxLength: 4 }),
  status: fc.constantFrom(200, 201, 204, 304, 404, 500),
  answer: fc.array(text(40), { maxLength: 4 }),
  answerChunked: fc.boolean(),
  trailer: fc.option(word),
});

async function readMessage(start: string, message: IncomingMessage): Promise<Message> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('latin1');
  return { start, headers: message.rawHeaders, body, trailers: message.rawTrailers };
}

const seen: { requests: Message[]; responses: Message[]; turns: Turn[]; plans: Plan[] } = {
  requests: [],
  responses: [],
  turns: [],
  plans: [],
};

const daemon = createServer(async (request, response) => {
  seen.requests.push(await readMessage(`${request.method} ${request.url}`, request));
  const plan = seen.plans.shift()!;
  const bodyless = plan.status === 204 || plan.status === 304;
  const length = plan.answer.join('').length;
  if (!plan.answerChunked && !bodyless) response.setHeader('Content-Length', length);
  response.writeHead(plan.status, { 'X-Test': plan.header });
  for (const piece of plan.answer) response.write(piece, 'latin1');
  if (plan.trailer !== null) response.addTrailers({ 'X-Sum': plan.trailer });
  response.end();
});

/** Between client and server, noting what passes. */
const relay: Server = createRelay((near) => {
  const far = connect((daemon.address() as AddressInfo).port, '127.0.0.1');
  near.on('data', (bytes) => seen.turns.push(client(new Uint8Array(bytes))));
  far.on('data', (bytes) => seen.turns.push(server(new Uint8Array(bytes))));
  near.pipe(far).pipe(near);
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
});

beforeAll(async () => {
  daemon.listen(0, '127.0.0.1');
  relay.listen(0, '127.0.0.1');
  await Promise.all([once(daemon, 'listening'), once(relay, 'listening')]);
});

afterAll(() => {
  daemon.close();
  relay.close();
});

async function ask(agent: Agent, plan: Plan): Promise<void> {
  const hasBody = plan.method === 'POST' || plan.method === 'PUT';
  const length = plan.body.join('').length;
  const port = (relay.address() as AddressInfo).port;
  const headers = {
    'X-Test': plan.header,
    ...(hasBody && !plan.chunked ? { 'Content-Length': length } : {}),
  };
  const request = send({ agent, port, host: '127.0.0.1', method: plan.method, path: plan.path, headers });
  const answered = once(request, 'response');
  if (hasBody) for (const piece of plan.body) request.write(piece, 'latin1');
  request.end();
  const [response] = (await answered) as [IncomingMessage];
  seen.responses.push(await readMessage(`${response.statusCode} ${response.statusMessage}`, response));
}

/** The same of our events, in order of their streams. */
function messages(events: readonly ReadonlyPlain[], side: 'request' | 'response'): readonly Message[] {
  const heads = events.filter(({ kind }) => kind === `${side}-head`);
  return heads.map((headEvent) => {
    const own = events.filter(({ stream }) => stream === headEvent.stream);
    const data = own.find(({ kind }) => kind === `${side}-data`);
    const end = own.find(({ kind }) => kind === `${side}-end`);
    const start =
      side === 'request'
        ? `${headEvent.method} ${headEvent.target}`
        : `${headEvent.status} ${headEvent.reason}`;
    return {
      start,
      headers: (headEvent.headers as readonly string[][]).flat(),
      body: (data?.bytes as string | undefined) ?? '',
      trailers: ((end?.trailers ?? []) as readonly string[][]).flat(),
    };
  });
}

describe("Node's own client and server", () => {
  it('see the same messages as Http1Layer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plans, { minLength: 1, maxLength: 4 }), async (list) => {
        Object.assign(seen, { requests: [], responses: [], turns: [], plans: list.slice() });
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (const plan of list) await ask(agent, plan);
        agent.destroy();
        const events = play([...seen.turns, finish('closed')]);
        expect(messages(events, 'request')).toEqual(seen.requests);
        expect(messages(events, 'response')).toEqual(seen.responses);
        const states = events.filter(({ kind }) => kind === 'exchange-end').map(({ state }) => state);
        expect(states).toEqual(list.map(() => 'complete'));
        expect(events.filter(({ kind }) => kind === 'issue')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
