import { expect, test } from 'vitest';
import { readErrorDetails } from '../../../src/docker/buildkit/error-details.ts';
import { protobuf } from '../../builders/protobuf.ts';

const dockerfile = 'FROM busybox:local\nRUN exit 42\n';

function status(...details: readonly (readonly [url: string, value: string | Uint8Array])[]): Uint8Array {
  const any = details.map(([url, value]) => [3, protobuf([1, url], [2, value])] as const);
  return protobuf([1, 2], [2, 'failed'], ...any);
}

const source = { file: 'Dockerfile', first: 2, last: 2, text: 'RUN exit 42' };

test('as JSON inside of an Any, which BuildKit 0.13 writes', () => {
  const details = status(
    ['github.com/moby/buildkit/stack.Stack+json', '{"frames":[]}'],
    [
      'github.com/moby/buildkit/errdefs.Source+json',
      JSON.stringify({
        info: { filename: 'Dockerfile', data: Buffer.from(dockerfile).toString('base64') },
        ranges: [{ start: { line: 2 }, end: { line: 2 } }],
      }),
    ],
    ['github.com/moby/buildkit/gatewayapi.ExitMessage+json', '{"Code":42}'],
  );
  expect(readErrorDetails(details)).toEqual({ exitCode: 42, source });
});

test('as protobuf', () => {
  const line = protobuf([1, 2]);
  const message = protobuf(
    [1, protobuf([1, 'Dockerfile'], [2, dockerfile])],
    [2, protobuf([1, line], [2, line])],
  );
  const details = status(['type.googleapis.com/errdefs.Source', message]);
  expect(readErrorDetails(details)).toEqual({ exitCode: null, source });
});

test.each([
  ['nothing', null],
  ['no details', status()],
  ['others', status(['type.googleapis.com/google.rpc.BadRequest', 'x'])],
  ['JSON that is none', status(['github.com/moby/buildkit/errdefs.Source+json', '{'])],
  ['a source without lines', status(['x/errdefs.Source+json', '{"info":{},"ranges":[]}'])],
  ['an odd source', status(['x/errdefs.Source+json', '{"info":7,"ranges":"x"}'])],
  ['noise', Uint8Array.of(0xff, 0xff, 0xff)],
])('%s', (_, details) => {
  expect(readErrorDetails(details)).toEqual({ exitCode: null, source: null });
});
