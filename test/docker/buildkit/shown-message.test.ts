import { describe, expect, test } from 'vitest';
import { solveRequest } from '../../../src/docker/buildkit/messages/control.ts';
import { packet } from '../../../src/docker/buildkit/messages/filesync.ts';
import { credentialsResponse, getSecretResponse } from '../../../src/docker/buildkit/messages/session.ts';
import { shownMessage } from '../../../src/docker/buildkit/shown-message.ts';
import { decodeMessage } from '../../../src/docker/protobuf/decode-message.ts';
import type { MessageType } from '../../../src/docker/protobuf/message-type.ts';
import { Secret } from '../../../src/model/secret.ts';
import { mapEntry, protobuf } from '../../builders/protobuf.ts';

const shown = (type: MessageType, bytes: Uint8Array, characters = 10_000) =>
  shownMessage(decodeMessage(bytes, type), type, { characters });

test('what was sent, and no more', () => {
  const sent = protobuf(
    [1, 'ref'],
    [6, 'dockerfile.v0'],
    [7, mapEntry('target', 'files')],
    [11, true],
    [13, protobuf([1, 'moby'], [2, mapEntry('name', 'web')])],
  );
  expect(shown(solveRequest, sent)).toEqual({
    ref: 'ref',
    frontend: 'dockerfile.v0',
    frontendAttrs: { target: 'files' },
    internal: true,
    exporters: [{ type: 'moby', attrs: { name: 'web' } }],
  });
});

test('fields without a name by their number', () => {
  expect(shown(solveRequest, protobuf([1, 'ref'], [900, 7], [901, 'new']))).toEqual({
    ref: 'ref',
    900: 7,
    901: 'new',
  });
});

test('bytes are text where they are text, and base64 otherwise; an int64 is exact', () => {
  const stat = protobuf([1, 'a'], [6, 1_714_564_800_123_456_789n]);
  expect(shown(packet, protobuf([2, stat], [4, 'FROM busybox\n']))).toEqual({
    stat: { path: 'a', modTime: '1714564800123456789' },
    data: 'FROM busybox\n',
  });
  expect(shown(packet, protobuf([4, Uint8Array.of(0, 255)]))).toEqual({ data: 'AP8=' });
});

describe('secrets', () => {
  test.each([
    ['of a registry', credentialsResponse, protobuf([1, 'alice'], [2, 's3cret-pw'])],
    ['of RUN --mount=type=secret', getSecretResponse, protobuf([1, 's3cret-pw'])],
    ['in a build arg', solveRequest, protobuf([7, mapEntry('build-arg:NPM_TOKEN', 's3cret-pw')])],
    ['in a URL', solveRequest, protobuf([7, mapEntry('context', 'https://u:s3cret-pw@git.test/r')])],
  ] as const)('%s', (_, type, bytes) => {
    const value = shown(type, bytes);
    expect(JSON.stringify(value)).toContain('••••');
    expect(JSON.stringify(value)).not.toContain('s3cret-pw');
  });

  test('an empty one is no secret', () => {
    expect(shown(credentialsResponse, protobuf([1, 'alice']))).toEqual({ username: 'alice' });
    expect((shown(credentialsResponse, protobuf([2, 'x'])) as { secret: unknown }).secret).toBeInstanceOf(
      Secret,
    );
  });
});

test('where the budget ends, so does what is shown', () => {
  const sent = protobuf(...Array.from({ length: 500 }, () => [9, 'e'.repeat(100)] as const));
  const value = shown(solveRequest, sent, 1000);
  expect(JSON.stringify(value).length).toBeLessThan(3000);
});
