import { expect, test } from 'vitest';
import { endsAsExpected } from '../../../src/docker/grpc/expected-endings.ts';

test.each([
  ['a build that is done', 'moby.buildkit.v1.Control/Solve', 0, '', true],
  ['a build that is cancelled', 'moby.buildkit.v1.Control/Solve', 1, 'context canceled', false],
  ['a status that nobody follows any more', 'moby.buildkit.v1.Control/Status', 1, 'context canceled', true],
  ['an agent that is done', 'moby.sshforward.v1.SSH/ForwardAgent', 2, 'EOF', true],
  ['an agent that cannot', 'moby.sshforward.v1.SSH/ForwardAgent', 2, 'no such agent', false],
  [
    'traces for BuildKit of 20.10',
    'opentelemetry.proto.collector.trace.v1.TraceService/Export',
    12,
    'unknown service',
    true,
  ],
  ['a secret that is not there', 'moby.buildkit.secrets.v1.Secrets/GetSecret', 5, 'not found', false],
  ['a solve that nobody knows', 'moby.buildkit.v1.Control/Solve', 12, 'unknown service', false],
])('%s', (_, method, code, message, expected) => {
  expect(endsAsExpected(method, { code, message, details: null })).toBe(expected);
});
