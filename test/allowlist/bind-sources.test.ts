import { expect, test } from 'vitest';
import { bindSources } from '../../src/allowlist/bind-sources.ts';
import type { MessageValue } from '../../src/model/grpc-call.ts';
import { dockerFacts, exchange } from '../builders/exchange.ts';

const created = (HostConfig: MessageValue) =>
  exchange({
    operation: 'ContainerCreate',
    docker: dockerFacts({ members: { request: { HostConfig }, response: null } }),
  });

test('folders of the host, not volumes', () => {
  const sources = bindSources([
    created({ Binds: ['/data:/data:ro', 'cache:/cache'] }),
    created({
      Mounts: [
        { Type: 'bind', Source: '/etc' },
        { Type: 'volume', Source: 'v' },
      ],
    }),
    created({ Binds: ['/data:/again', '/a,/:/b', '/a\n/b:/c'] }),
    created(null),
    exchange(),
  ]);
  expect(sources).toEqual(['/data', '/etc']);
});
