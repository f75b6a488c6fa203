import { expect, test } from 'vitest';
import type { Context } from '../../src/cli/context.ts';
import { daemonTarget, daemonText, type TargetOptions } from '../../src/cli/daemon-target.ts';

function target(options: TargetOptions, env: Record<string, string> = {}): string {
  const context = { env: { HOME: '/nowhere', ...env } } as unknown as Context;
  const daemon = daemonTarget(options, context);
  return `${daemonText(daemon)}${daemon.certificates === null ? '' : ` of ${daemon.certificates}`}`;
}

const cases: readonly (readonly [
  name: string,
  options: TargetOptions,
  env: Record<string, string>,
  expected: string,
])[] = [
  ['what is named comes first', { target: 'tcp://a:1' }, { DOCKER_HOST: 'tcp://b:2' }, 'tcp://a:1'],
  ['else what a client would use', {}, { DOCKER_HOST: 'tcp://b:2' }, 'tcp://b:2'],
  ['certificates mean TLS', { target: 'tcp://a', certs: '/c' }, {}, 'tcp://a:2376 with TLS of /c'],
  ['but not on the plain port', { target: 'tcp://a:2375', certs: '/c' }, {}, 'tcp://a:2375'],
  ['nor on a socket', { target: 'unix:///s', certs: '/c' }, {}, 'unix:///s'],
  [
    "the variables' certificates",
    { target: 'tcp://a:9' },
    { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/v' },
    'tcp://a:9 with TLS of /v',
  ],
  [
    'named ones before those of the variables',
    { certs: '/c' },
    { DOCKER_HOST: 'tcp://a:9', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/v' },
    'tcp://a:9 with TLS of /c',
  ],
];
test.each(cases)('%s', (_name, options, env, expected) => {
  expect(target(options, env)).toBe(expected);
});

test('what cannot be used is one line', () => {
  expect(() => target({ target: 'ssh://h\x1b' })).toThrow(/^the daemon is at ssh:\/\/h\\x1b, and ssh is not/);
});
