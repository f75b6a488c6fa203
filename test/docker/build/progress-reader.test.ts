import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuildProgressReader } from '../../../src/docker/build/progress-reader.ts';
import { bytes, jsonStream, streamValues } from '../../builders/json-stream.ts';
import { everySplit } from '../../every-split.ts';

const ID = `sha256:${'ab'.repeat(32)}`;

function read(pieces: readonly Uint8Array[]) {
  const reader = new BuildProgressReader(0);
  for (const piece of pieces) reader.push(piece, 1000);
  reader.end(2000, true);
  return { ...reader.result(), issues: reader.issues };
}

describe('BuildProgressReader', () => {
  test('a build that ends well, cut anywhere', () => {
    const stream = jsonStream(
      ...streamValues('Step 1/1 : FROM busybox', '\n', ' ---> abababababab\n'),
      { aux: { ID } },
      ...streamValues('Successfully built abababababab\n', 'Successfully tagged ü:1\n'),
    );
    expect(everySplit(stream, read)).toMatchObject({
      steps: [{ instruction: 'FROM busybox', imageId: ID }],
      imageId: ID,
      taggedAs: ['ü:1'],
      error: null,
      pull: null,
      issues: [],
    });
  });

  test('a build that fails in its second stage has no image', () => {
    const message = "The command '/bin/sh -c false' returned a non-zero code: 1";
    const result = read([
      jsonStream(
        ...streamValues('Step 1/2 : FROM a', '\n', ' ---> abababababab\n'),
        { aux: { ID } },
        ...streamValues('Step 2/2 : RUN false', '\n', ' ---> Running in 8d99e90ff31b\n'),
        { errorDetail: { code: 1, message }, error: message },
      ),
    ]);
    expect(result).toMatchObject({ imageId: null, error: { code: 1, message } });
    expect(result.steps.map(({ error }) => error)).toEqual([null, message]);
  });

  test.each([
    ['with q=1', jsonStream({ stream: `${ID}\n` }), ID],
    [
      'of API 1.24, without aux',
      jsonStream(
        ...streamValues('Step 1/1 : FROM a\n', ' ---> abababababab\n', 'Successfully built abababababab\n'),
      ),
      'abababababab',
    ],
    [
      'of BuildKit',
      jsonStream({ id: 'moby.buildkit.trace', aux: 'CgA=' }, { id: 'moby.image.id', aux: { ID } }),
      ID,
    ],
    ['of values without newlines', bytes(`{"stream":"${ID}"}{"stream":""}`), ID],
  ])('the image id %s', (_, stream, imageId) => {
    expect(read([stream])).toMatchObject({ imageId, issues: [] });
  });

  test('layers that FROM pulls are not output', () => {
    const { steps, pull } = read([
      jsonStream(
        { stream: 'Step 1/1 : FROM alpine:3' },
        { stream: '\n' },
        { status: 'Pulling from library/alpine', id: '3' },
        { status: 'Downloading', progressDetail: { current: 1, total: 2 }, id: 'aa' },
        { status: 'Digest: sha256:cd' },
        { stream: ' ---> abababababab\n' },
      ),
    ]);
    expect(steps[0]?.output).toBe('');
    expect(pull?.layers.map(({ id, status }) => [id, status])).toEqual([['aa', 'Downloading']]);
    expect(pull?.messages).toEqual(['3: Pulling from library/alpine', 'Digest: sha256:cd']);
  });

  test('goes on after a gap', () => {
    const reader = new BuildProgressReader(0);
    reader.push(jsonStream(...streamValues('Step 1/3 : FROM a\n', ' ---> abababababab\n')), 1);
    reader.gap(50, 2);
    reader.push(bytes('…"}\r\n'), 3);
    reader.push(jsonStream(...streamValues('Step 3/3 : RUN b\n')), 4);
    expect(reader.result().steps.map(({ number }) => number)).toEqual([1, 3]);
    expect(reader.issues).toEqual([]);
  });

  test('no values make it throw', () => {
    const piece = fc.constantFrom(
      'Step 1/2 : ',
      'Step 2/2 : x',
      '\n',
      ' ---> ',
      'abababababab',
      '\x1b[91m',
      'Successfully built ',
      '\r',
    );
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({ stream: text }),
      fc.record({ error: text, aux: fc.jsonValue() }),
    );
    fc.assert(fc.property(fc.array(value), (values) => void read([jsonStream(...values)])));
  });
});
