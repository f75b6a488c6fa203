import { describe, expect, test } from 'vitest';
import { ContextReader } from '../../../src/docker/build/context.ts';
import { BuildKitBook } from '../../../src/docker/buildkit/buildkit-book.ts';
import { JoinedExchange } from '../../../src/docker/buildkit/joined-exchange.ts';
import { matchOperation } from '../../../src/docker/operations/match.ts';
import { build } from '../../builders/exchange.ts';
import { CALL_TIME, madeCall } from '../../builders/grpc-call.ts';
import { protobuf, protobufTime } from '../../builders/protobuf.ts';
import { tarFile } from '../../builders/tar.ts';

const SESSION = [
  ['X-Docker-Expose-Session-Uuid', 's1'],
  ['X-Docker-Expose-Session-Name', '.'],
] as const;

function joined(
  book: BuildKitBook,
  target: string,
  exchange: number,
  { headers = [] as readonly (readonly [string, string])[], context = null as ContextReader | null } = {},
): JoinedExchange {
  return new JoinedExchange({ match: matchOperation('POST', target), headers, exchange }, context, book);
}

const started = protobufTime(CALL_TIME);
const status = protobuf([
  1,
  protobuf([1, 'sha256:a'], [3, '[1/1] FROM busybox'], [4, true], [5, started], [6, started]),
]);

const kit = build({ builder: 'buildkit', registries: [], steps: [], taggedAs: [], error: null });

describe('POST /build?version=2 of Docker 20.10', () => {
  const target = '/v1.41/build?t=web&version=2&session=s1&buildid=b1&remote=client-session';

  test('its session, its steps and what was given to it are one build', () => {
    const book = new BuildKitBook({ hash: false });
    const session = joined(book, '/session', 3, { headers: SESSION });
    expect(session.session).toEqual({ id: 's1', name: '.', sharedKey: null, methods: [] });
    const one = joined(book, target, 2);
    const request = protobuf([1, 'registry.test']);
    const response = protobuf([1, 'alice'], [2, 'pw']);
    madeCall(book, 'moby.filesync.v1.Auth/Credentials', { request, response }, { session: 's1' });
    one.trace(status, CALL_TIME + 500);
    one.end();
    expect(one.complete(kit, CALL_TIME)).toMatchObject({
      tags: kit.tags,
      steps: [{ number: 1, total: 1, instruction: 'FROM busybox', cached: true }],
      registries: [{ server: 'registry.test', username: 'alice' }],
      buildkit: { ref: 'b1', session: { id: 's1' }, exchanges: { session: 3, build: 2, solve: null } },
    });
  });

  test('its error has the exit code that the words tell', () => {
    const one = joined(new BuildKitBook({ hash: false }), target, 2);
    const message = 'executor failed running [/bin/sh -c false]: exit code: 1';
    expect(one.complete({ ...kit, error: { code: null, message } }, CALL_TIME).error).toEqual({
      code: 1,
      message,
    });
  });

  test('the tar that a second request uploads is its context', () => {
    const book = new BuildKitBook({ hash: false });
    const one = joined(book, target, 2);
    const context = new ContextReader('');
    const upload = joined(book, '/v1.41/build?version=2&buildid=upload-request%3Ab1', 4, { context });
    context.push(tarFile({ name: 'Dockerfile', content: 'FROM scratch\n' }), CALL_TIME);
    context.end(CALL_TIME, true);
    const found = one.complete({ ...kit, context: null, dockerfile: null }, CALL_TIME);
    expect(found.context?.entries.map(({ path }) => path)).toEqual(['Dockerfile']);
    expect(found.dockerfile).toBe('FROM scratch\n');
    expect(found.buildkit?.exchanges.upload).toBe(4);
    expect(upload.complete(kit, CALL_TIME)).toBe(kit);
  });

  test('without a build id and a session it is a build of its own', () => {
    const book = new BuildKitBook({ hash: false });
    const [a, b] = [2, 3].map((id) => joined(book, '/v1.41/build?version=2', id));
    a?.trace(status, CALL_TIME);
    expect(a?.complete(kit, CALL_TIME).steps).toHaveLength(1);
    expect(b?.complete(kit, CALL_TIME).steps).toHaveLength(0);
  });
});

test.each(['/v1.41/build?t=web', '/v1.41/build?version=1', '/v1.41/info'])(
  'nothing to join: %s',
  (target) => {
    const one = joined(new BuildKitBook({ hash: false }), target, 2, { headers: SESSION });
    one.trace(status, CALL_TIME);
    one.end();
    expect(one.session).toBeNull();
    expect(one.complete(kit, CALL_TIME)).toBe(kit);
  },
);
