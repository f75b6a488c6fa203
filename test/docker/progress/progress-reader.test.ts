import { expect, test } from 'vitest';
import { ProgressReader } from '../../../src/docker/progress/progress-reader.ts';
import { jsonStream } from '../../builders/json-stream.ts';
import { everySplit } from '../../every-split.ts';

test('reads a push, cut anywhere', () => {
  const stream = jsonStream(
    { status: 'The push refers to repository [r.test/web]' },
    { status: 'Pushed', progressDetail: {}, id: '1a2b' },
    { progressDetail: {}, aux: { Tag: '1', Digest: 'sha256:cd', Size: 9 } },
  );
  const progress = everySplit(stream, (pieces) => {
    const reader = new ProgressReader();
    for (const piece of pieces) reader.push(piece, 1);
    reader.end(2, true);
    return { ...reader.progress(), issues: reader.issues };
  });
  expect(progress).toEqual({
    layers: [{ id: '1a2b', status: 'Pushed', current: null, total: null, size: null, retries: 0 }],
    messages: ['The push refers to repository [r.test/web]'],
    aux: [{ Tag: '1', Digest: 'sha256:cd', Size: 9 }],
    errorDetail: null,
    issues: [],
  });
});
