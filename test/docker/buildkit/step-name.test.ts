import { expect, test } from 'vitest';
import { readStepName } from '../../../src/docker/buildkit/step-name.ts';

test.each([
  ['[2/5] RUN ls', null, 2, 5, 'RUN ls'],
  ['[build 10/12] COPY . .', 'build', 10, 12, 'COPY . .'],
  ['[stage-1 1/3] COPY --from=build /bin /bin', 'stage-1', 1, 3, 'COPY --from=build /bin /bin'],
  ['[linux/arm64 build 1/2] FROM busybox', 'linux/arm64 build', 1, 2, 'FROM busybox'],
  ['[1/2] RUN <<EOF\nls\nEOF', null, 1, 2, 'RUN <<EOF\nls\nEOF'],
  ['[1/2] RUN [ 1/2 ]', null, 1, 2, 'RUN [ 1/2 ]'],
])('%s', (name, stage, number, total, instruction) => {
  expect(readStepName(name)).toEqual({ stage, number, total, instruction });
});

test.each([
  '',
  '[internal] load build context',
  'exporting to image',
  '[auth] x',
  '[build a/b] RUN',
  '[1/2]RUN',
])('no step: %s', (name) => {
  expect(readStepName(name)).toBeNull();
});
