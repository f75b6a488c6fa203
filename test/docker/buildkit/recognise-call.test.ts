import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseCall } from '../../../src/docker/buildkit/recognise-call.ts';
import { fsutilPackets as packets } from '../../builders/fsutil.ts';
import { mapEntry, protobuf } from '../../builders/protobuf.ts';

const DIGEST = `sha256:${'a1'.repeat(32)}`;
const [REF, SESSION] = ['jqt5kx279ekmueekwpmlkn4mg', 'w1s8y3jik4wt287tydzvt1m7r'];
const STATUS = 'moby.buildkit.v1.Control/Status';
const SOLVE = 'moby.buildkit.v1.Control/Solve';
const FILE_SYNC = 'moby.filesync.v1.FileSync/DiffCopy';
const FILE_SEND = 'moby.filesync.v1.FileSend/DiffCopy';

const vertex = protobuf([1, protobuf([1, DIGEST], [3, '[1/2] FROM busybox'])]);
const log = protobuf([3, protobuf([1, DIGEST], [3, 1], [4, 'out'])]);
const solve = protobuf([1, REF], [5, SESSION]);
const solved = protobuf([1, mapEntry('containerimage.digest', DIGEST)]);

describe('what a message says of its call', () => {
  test.each([
    ['a vertex', 'response', 'client', vertex, STATUS, false],
    ['what a vertex printed', 'response', 'client', log, STATUS, false],
    ['a solve', 'request', 'client', solve, SOLVE, false],
    ['its result', 'response', 'client', solved, SOLVE, false],
    ['a file that the client lists', 'response', 'daemon', packets.stat('a', { size: 1 }), FILE_SYNC, false],
    ['content of a file', 'response', 'daemon', packets.data(7, 'x'), FILE_SYNC, false],
    ['a file that the daemon sends', 'request', 'daemon', packets.stat('a', { size: 1 }), FILE_SEND, false],
    [
      'content, where the client was thought to ask',
      'request',
      'client',
      packets.data(7, 'x'),
      FILE_SYNC,
      true,
    ],
    ['a vertex, where the daemon was thought to ask', 'request', 'daemon', vertex, STATUS, true],
  ] as const)('%s', (_, side, caller, bytes, method, turned) => {
    expect(recogniseCall(side, caller, bytes)).toEqual({ method, turned });
  });

  test.each([
    ['nothing', 'response', protobuf()],
    ['a ref alone, which several have', 'request', protobuf([1, REF])],
    ['a vertex without a digest', 'response', protobuf([1, protobuf([1, 'x'])])],
    ['fields of something else', 'response', protobuf([1, protobuf([1, DIGEST])], [99, 'x'])],
    ['attributes of anything', 'response', protobuf([1, mapEntry('name', 'value')])],
  ] as const)('nothing: %s', (_, side, bytes) => {
    expect(recogniseCall(side, 'client', bytes)).toBeNull();
  });

  test('never throws', () => {
    const side = fc.constantFrom('request', 'response');
    const caller = fc.constantFrom('client', 'daemon');
    fc.assert(
      fc.property(side, caller, fc.uint8Array({ maxLength: 60 }), (one, who, bytes) => {
        recogniseCall(one, who, bytes);
      }),
      { numRuns: 200 },
    );
  });
});
