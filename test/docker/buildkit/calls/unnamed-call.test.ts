import { describe, expect, test } from 'vitest';
import { BuildKitBook } from '../../../../src/docker/buildkit/buildkit-book.ts';
import { createCallReader } from '../../../../src/docker/buildkit/create-call-reader.ts';
import type { GrpcCallReader } from '../../../../src/docker/buildkit/grpc-call-reader.ts';
import { UNKNOWN } from '../../../../src/http/unknown-field.ts';
import { fsutilPackets as packets } from '../../../builders/fsutil.ts';
import { CALL_TIME, OK } from '../../../builders/grpc-call.ts';
import { mapEntry, protobuf } from '../../../builders/protobuf.ts';

const DIGEST = `sha256:${'a1'.repeat(32)}`;
const REF = 'jqt5kx279ekmueekwpmlkn4mg';
const vertex = (name: string) =>
  protobuf([1, protobuf([1, DIGEST], [3, name], [5, protobuf([1, CALL_TIME / 1e6])])]);

function unnamed(
  book: BuildKitBook,
  fields: { readonly caller?: 'client' | 'daemon'; readonly connection?: number; readonly exchange?: number },
): GrpcCallReader {
  const { caller = 'client', connection = 1, exchange = 1 } = fields;
  const metadata = [[UNKNOWN, UNKNOWN]] as const;
  return createCallReader(
    { method: UNKNOWN, metadata, exchange, connection, caller, carrier: null, at: CALL_TIME },
    book,
  );
}

const book = () => new BuildKitBook({ hash: false });

test('a status takes over what its request said before it was known', () => {
  const shelf = book();
  const status = unnamed(shelf, {});
  status.requestMessage(protobuf([1, REF]), CALL_TIME);
  expect(status.call.method).toBe(UNKNOWN);
  status.responseMessage(vertex('[1/2] FROM busybox'), CALL_TIME);
  expect(status.call.method).toBe('moby.buildkit.v1.Control/Status');
  expect(shelf.build(REF).graph.isEmpty).toBe(false);
});

test('a build of which only its status and its session go on', () => {
  const shelf = book();
  const files = unnamed(shelf, { caller: 'daemon', connection: 2, exchange: 2 });
  files.gap('response', CALL_TIME);
  files.responseMessage(packets.stat('late.txt', { size: 4 }), CALL_TIME);
  const status = unnamed(shelf, {});
  status.gap('response', CALL_TIME);
  status.responseMessage(vertex('[1/2] FROM busybox'), CALL_TIME);
  expect(status.facts.build).toMatchObject({
    steps: [{ number: 1, total: 2, instruction: 'FROM busybox' }],
    context: { entries: [{ path: 'late.txt', sent: null }] },
    buildkit: { ref: null, session: null, exchanges: { solve: null, status: 1 } },
  });
  expect(status.summary).toBe('build, of which the beginning was not captured');
});

test('the answer to its solve tells of that build, where it was captured', () => {
  const shelf = book();
  const status = unnamed(shelf, {});
  status.responseMessage(vertex('[1/1] FROM busybox'), CALL_TIME);
  const solve = unnamed(shelf, { exchange: 2 });
  solve.responseMessage(protobuf([1, mapEntry('containerimage.digest', DIGEST)]), CALL_TIME);
  solve.end(CALL_TIME, OK);
  expect(solve.facts.build).toMatchObject({ steps: [{ number: 1 }], imageId: DIGEST, error: null });
  expect(status.facts.build).toBeUndefined();
});

test('of two sessions nobody can say whose they are', () => {
  const shelf = book();
  for (const connection of [2, 3]) {
    unnamed(shelf, { caller: 'daemon', connection }).responseMessage(packets.stat('a'), CALL_TIME);
  }
  const status = unnamed(shelf, {});
  status.responseMessage(vertex('[1/1] FROM busybox'), CALL_TIME);
  expect(status.facts.build?.context).toBeNull();
});

describe('where the wrong side was thought to ask', () => {
  test('the sides are turned', () => {
    const shelf = book();
    const files = unnamed(shelf, { caller: 'client' });
    files.gap('request', CALL_TIME);
    files.responseMessage(packets.request(7), CALL_TIME);
    files.requestMessage(packets.data(7, 'content'), CALL_TIME);
    files.requestMessage(packets.close(7), CALL_TIME);
    expect(files.call).toMatchObject({ method: 'moby.filesync.v1.FileSync/DiffCopy', caller: 'daemon' });
    expect(files.facts.archive).toMatchObject({ bytes: 7, entries: [] });
  });
});

test('what never tells what it is keeps little', () => {
  const call = unnamed(book(), {});
  for (let count = 0; count < 1000; count += 1) call.responseMessage(protobuf([1, 'x'.repeat(100)]), 1);
  call.end(CALL_TIME, OK);
  expect(call).toMatchObject({ summary: 'call whose name was not captured', facts: {}, done: false });
  expect(call.content.response.length).toBeLessThanOrEqual(20);
});
