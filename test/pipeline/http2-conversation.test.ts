import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamEvent } from '../../src/layer/stream-event.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { ascii, concat } from '../builders/bytes.ts';
import { fixturePackets } from '../builders/fixture-packets.ts';
import { recut, streamsOf } from '../builders/fixture-streams.ts';
import {
  data,
  grpcMessage,
  headers,
  preface,
  request,
  response,
  settings,
} from '../builders/http2-frames.ts';

function run(events: readonly StreamEvent[], end = true): readonly Exchange[] {
  const pipeline = new Pipeline();
  const said = [...events.flatMap((event) => pipeline.stream(event)), ...(end ? pipeline.end() : [])];
  return said.flatMap((event) => (event.kind === 'exchange-closed' ? [event.exchange] : []));
}

/** An exchange in a line: what must not depend on how its bytes came. */
function line({ operation, stream, state, request, response, docker, hijack, gaps }: Exchange): string {
  const { grpc } = docker;
  const what = grpc === null ? `${request?.method} ${request?.target}` : `${grpc.caller} calls ${operation}`;
  const messages = `${grpc?.request.messages}/${grpc?.request.bytes} ${grpc?.response.messages}/${grpc?.response.bytes}`;
  const bodies = `${request?.body.bytes} ${response?.body.bytes} ${hijack?.clientBytes} ${hijack?.serverBytes}`;
  return [what, stream, state, response?.status, grpc?.status?.name, messages, bodies, gaps.length].join(' ');
}

const lines = (exchanges: readonly Exchange[]): readonly string[] => exchanges.map(line).sort();

/** HTTP/2 after an upgrade in both roles, and with the docker-container driver inside of an exec's streams. */
const scenarios = ['buildkit-20-registry', 'buildkit-two-at-once', 'buildkit-container'];

describe.each(scenarios)('%s', (scenario) => {
  const packets = fixturePackets(scenario);
  const streams = streamsOf(packets);
  const whole = run(streams);

  test.each([[[1]], [[7, 1, 300]], [[9]]])('means the same cut into pieces of %j', (sizes) => {
    expect(lines(run(recut(streams, sizes)))).toEqual(lines(whole));
  });

  test('of a lost packet only what it touched is changed, and nothing of that is called complete', () => {
    const expected = new Set(lines(whole));
    fc.assert(
      fc.property(fc.nat(packets.length - 1), (lost) => {
        const kept = packets.filter((_, index) => index !== lost);
        for (const exchange of run(streamsOf(kept))) {
          // What is lost right before a connection's reset leaves no trace in the connection as a whole.
          if (exchange.state !== 'complete' || exchange.hijack !== null) continue;
          expect(expected).toContain(line(exchange));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(scenarios.slice(0, 2))('%s', (scenario) => {
  const packets = fixturePackets(scenario);
  const whole = run(streamsOf(packets));

  test('calls are exchanges of their own, beside the one that carries them', () => {
    const calls = whole.filter(({ docker }) => docker.grpc !== null);
    expect(calls.length).toBeGreaterThan(5);
    for (const call of calls) {
      const carrier = whole.find(({ id }) => id === call.docker.grpc?.carrier);
      expect(carrier).toMatchObject({ connection: call.connection, stream: null, client: call.client });
      const caller = carrier?.operation === 'Session' ? 'daemon' : 'client';
      expect(call).toMatchObject({ state: 'complete', docker: { grpc: { caller, status: { name: 'OK' } } } });
    }
  });

  test('joined in the middle, later calls are still seen', () => {
    const calls = whole.filter(({ docker }) => docker.grpc !== null);
    const busy = calls.map(({ connection }) => connection).sort();
    const connection = busy[busy.length >> 1];
    const mine = calls.filter((call) => call.connection === connection).sort((a, b) => a.id - b.id);
    const from = mine[1]?.request?.time ?? 0;
    const late = run(streamsOf(packets.filter(({ at }) => at >= from)));
    // The first one's head is what tells that frames begin there, with what follows it.
    for (const call of mine.slice(2)) {
      const found = late.find(
        (other) => other.stream === call.stream && other.request?.time === call.request?.time,
      );
      // A path may be known by a number that was given before.
      expect([call.request?.target, '(unknown)']).toContain(found?.request?.target);
      if (found?.docker.grpc != null) {
        const { request, response } = call.docker.grpc ?? {};
        expect(found.docker.grpc).toMatchObject({ request, response, caller: call.docker.grpc?.caller });
      }
      expect(found?.request?.body.bytes).toBe(call.request?.body.bytes);
    }
    expect(late.filter(({ docker }) => docker.grpc !== null).length).toBeGreaterThan(0);
  });
});

describe('a build that is joined in its middle', () => {
  const packets = fixturePackets('buildkit-buildx');
  const whole = run(streamsOf(packets));
  const solve = whole.find(({ docker }) => docker.build?.tags[0] === 'web:latest');
  const built = solve?.docker.build;
  const time = (exchange: Exchange | undefined): number => exchange?.request?.time ?? 0;
  const joined = (from: number): readonly Exchange[] =>
    run(streamsOf(packets.filter(({ at }) => at >= from)));

  test('once its files are on their way: steps, files and result', () => {
    const sending = whole.find(({ summary }) => summary === 'send context (41 of 41 files)');
    const [found] = joined(time(sending)).filter(({ docker }) => docker.build !== null);
    expect(found?.state).toBe('incomplete');
    expect(found?.docker.build).toMatchObject({
      imageId: built?.imageId,
      error: null,
      buildkit: { ref: null, session: null, sentFiles: 41 },
    });
    const sent = (exchange: Exchange | undefined) =>
      exchange?.docker.build?.context?.entries.filter((entry) => entry.sent).map(({ path }) => path);
    expect(sent(found)).toEqual(
      expect.arrayContaining(sent(sending === undefined ? undefined : solve) ?? []),
    );
  });

  test('when all is sent: the steps that are left, and the result', () => {
    const run = built?.steps.at(-1);
    const from = time(solve) + (run?.startMs ?? 0) * 1000 - 1000;
    const [found] = joined(from).filter(({ docker }) => docker.build !== null);
    const last = found?.docker.build?.steps.at(-1);
    expect(last?.instruction).toBe(run?.instruction);
    expect(found?.docker.build?.imageId).toBe(built?.imageId);
  });
});

describe('prior knowledge', () => {
  const connection = 1;
  const open: StreamEvent = {
    kind: 'connection-open',
    connection,
    a: { address: '127.0.0.1', port: 40_000 },
    b: { address: '127.0.0.1', port: 2375 },
    at: 1,
    handshake: 'seen',
  };
  const chunk = (direction: 'a-to-b' | 'b-to-a', bytes: Uint8Array): StreamEvent => ({
    kind: 'stream-chunk',
    connection,
    direction,
    bytes,
    at: 2,
  });

  test('exchanges are ordinary API operations', () => {
    const list = request(
      '/v1.52/containers/json?all=1',
      [['user-agent', 'Docker-Client/29.2.0 (linux)']],
      'GET',
    );
    const create = request('/v1.52/containers/create?name=web', [['content-type', 'application/json']]);
    const exchanges = run([
      open,
      chunk(
        'a-to-b',
        concat(
          preface,
          settings(),
          headers(1, list, { endStream: true }),
          headers(3, create),
          data(3, '{"Image":"web:latest"}', { endStream: true }),
        ),
      ),
      chunk(
        'b-to-a',
        concat(
          settings(),
          headers(3, response(404, [['content-type', 'application/json']])),
          data(3, '{"message":"No such image: web:latest"}', { endStream: true }),
          headers(1, response(200, [['api-version', '1.52']])),
          data(1, '[]', { endStream: true }),
        ),
      ),
    ]);
    expect(exchanges).toMatchObject([
      {
        id: 2,
        stream: 3,
        operation: 'ContainerCreate',
        state: 'complete',
        docker: { error: { code: 404, message: 'No such image: web:latest' }, grpc: null },
      },
      {
        id: 1,
        stream: 1,
        client: '127.0.0.1:40000',
        operation: 'ContainerList',
        summary: 'ps -a',
        request: { path: '/containers/json', apiVersion: '1.52', query: { all: ['1'] }, httpVersion: '2' },
        docker: { client: { version: '29.2.0' }, daemon: { apiVersion: '1.52' } },
      },
    ]);
  });

  test('a gRPC call without an answer of gRPC', () => {
    const call = request('/moby.buildkit.v1.Control/Info', [['content-type', 'application/grpc']]);
    const exchanges = run([
      open,
      chunk(
        'a-to-b',
        concat(preface, settings(), headers(1, call), data(1, grpcMessage(''), { endStream: true })),
      ),
      chunk(
        'b-to-a',
        concat(
          settings(),
          headers(1, response(403, [['content-type', 'application/json']])),
          data(1, ascii('{"message":"no"}'), { endStream: true }),
        ),
      ),
    ]);
    expect(exchanges).toMatchObject([
      {
        operation: 'moby.buildkit.v1.Control/Info',
        response: { status: 403 },
        docker: {
          grpc: { carrier: null, caller: 'client', request: { messages: 1 }, response: { messages: 0 } },
        },
      },
    ]);
  });
});
