import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuildKitBook } from '../../../src/docker/buildkit/buildkit-book.ts';
import { methods } from '../../../src/docker/buildkit/methods.ts';
import { CALL_TIME, madeCall, OK, openCall } from '../../builders/grpc-call.ts';
import { mapEntry, protobuf } from '../../builders/protobuf.ts';

const book = () => new BuildKitBook({ hash: true });

describe('summaries', () => {
  const LLB = 'moby.buildkit.v1.frontend.LLBBridge';
  test.each([
    ['moby.buildkit.v1.Control/ListWorkers', protobuf(), 'list workers'],
    ['moby.buildkit.v1.Control/Status', protobuf([1, 'ref']), 'build status'],
    ['moby.buildkit.v1.Control/ListenBuildHistory', protobuf([2, 'ref']), 'build history ref'],
    [`${LLB}/Ping`, protobuf(), 'frontend ping'],
    [`${LLB}/Solve`, protobuf([2, 'dockerfile.v0']), 'frontend solve dockerfile.v0'],
    [`${LLB}/ReadFile`, protobuf([1, 'ref'], [2, 'Dockerfile']), 'read file Dockerfile'],
    [
      `${LLB}/ResolveSourceMeta`,
      protobuf([1, protobuf([1, 'docker-image://busybox'])]),
      'resolve docker-image://busybox',
    ],
    ['moby.filesync.v1.Auth/FetchToken', protobuf([2, 'registry.test']), 'fetch token for registry.test'],
    ['containerd.services.content.v1.Content/Read', protobuf([1, 'sha256:ab']), 'read content sha256:ab'],
    ['grpc.health.v1.Health/Check', protobuf(), 'health check'],
    // Nobody knows this one.
    ['moby.buildkit.v9.Control/Improve', protobuf([1, 'x']), 'Control/Improve'],
    ['constructor', protobuf(), 'constructor'],
  ])('%s', (method, request, words) => {
    expect(madeCall(book(), method, { request }).summary).toBe(words);
  });

  test('before the first message, and with what no line may hold', () => {
    expect(openCall(book(), 'moby.buildkit.secrets.v1.Secrets/GetSecret').summary).toBe('secret');
    const request = protobuf([1, 'a\nb\x1b[31m']);
    const { summary } = madeCall(book(), 'moby.buildkit.secrets.v1.Secrets/GetSecret', { request });
    expect(summary).not.toMatch(/[\x00-\x1f]/);
  });
});

test('what may be shown of a call', () => {
  const request = protobuf([1, 'ref'], [77, 'new']);
  const { content } = madeCall(book(), 'moby.buildkit.v1.Control/Status', { request });
  expect(content).toEqual({ request: [{ ref: 'ref', 77: 'new' }], response: [] });
  const unknown = madeCall(book(), 'a.b/C', { request: protobuf([1, 7]), response: protobuf([2, 'x']) });
  expect(unknown.content).toEqual({ request: [{ 1: 7 }], response: [{ 2: 'x' }] });
});

test('a stream of many messages keeps a few to show', () => {
  const reader = openCall(book(), 'moby.buildkit.v1.Control/Status');
  const message = protobuf([1, protobuf([1, 'sha256:a'], [3, 'x'.repeat(1000)])]);
  for (let count = 0; count < 1000; count += 1) reader.responseMessage(message, CALL_TIME);
  expect(reader.content.response).toHaveLength(20);
});

test('every method has words whose places are fields of its request', () => {
  for (const [name, { request, words }] of Object.entries(methods)) {
    for (const [, path = ''] of words.matchAll(/\{(\w+)/g)) {
      expect(Object.keys(request.fields), name).toContain(path);
    }
  }
});

test('no message of any method makes its reader throw', () => {
  const names = [...Object.keys(methods), 'a.b/C'];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 60 }))),
      (method, messages) => {
        const one = book();
        const reader = openCall(one, method, { session: 's' });
        for (const [isRequest, bytes] of messages) {
          if (isRequest) reader.requestMessage(bytes, CALL_TIME);
          else reader.responseMessage(bytes, CALL_TIME);
        }
        reader.gap('request', CALL_TIME);
        reader.gap('response', CALL_TIME);
        reader.end(CALL_TIME, OK);
        expect(typeof reader.summary).toBe('string');
        expect(reader.facts).toBeTypeOf('object');
        expect(reader.content).toBeTypeOf('object');
      },
    ),
    { numRuns: 500 },
  );
});

test('metadata of a map is not a place for names of Object', () => {
  const attributes = mapEntry('__proto__', 'x');
  const request = protobuf([1, 'ref'], [7, attributes], [6, 'dockerfile.v0']);
  const build = madeCall(book(), 'moby.buildkit.v1.Control/Solve', { request }).facts.build;
  expect(Object.keys(build?.buildkit?.frontendOptions ?? {})).toEqual(['__proto__']);
});
