import { expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { ignoreLines, toCurl, toDockerCommand } from '../../../src/views/view-model/copy-forms.ts';
import { body, buildExchange, exchange, request } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

test.each([
  ['a HEAD', exchange(), 'curl --head http://172.17.0.2:2375/_ping'],
  [
    'a body and headers, over a unix socket',
    exchange({
      server: '/var/run/docker.sock',
      request: request({
        method: 'POST',
        target: '/v1.41/containers/create?name=a b',
        headers: [
          ['Host', 'docker'],
          ['Content-Type', 'application/json'],
          ['X-Registry-Auth', new Secret('hunter2')],
        ],
        body: body(20),
      }),
    }),
    "curl --unix-socket /var/run/docker.sock -X POST -H 'Content-Type: application/json' " +
      "-H 'X-Registry-Auth: ••••' --data-binary @body 'http://docker/v1.41/containers/create?name=a b'",
  ],
  ['nothing to ask', exchange({ request: null }), null],
])('curl for %s', (_, seen, expected) => {
  expect(toCurl(seen)).toBe(expected);
});

test('a quote in a target cannot end the word it stands in', () => {
  const target = "/x';reboot;'";
  expect(toCurl(exchange({ request: request({ method: 'GET', target }) }))).toBe(
    "curl 'http://172.17.0.2:2375/x'\\'';reboot;'\\'''",
  );
});

test('the docker command of a build has no secret in it', () => {
  const command = toDockerCommand(buildExchange(), null);
  expect(command).toMatch(/^docker build -t web:latest /);
  expect(command).not.toContain('npm_topsecret');
  expect(toDockerCommand(exchange(), null)).toBeNull();
});

test('the docker command of a whole command has all of its words', () => {
  const command = { row: null, arguments: ['run', '--rm', 'alpine', 'sh', '-c', 'echo hi'], calls: [] };
  expect(toDockerCommand(exchange(), command)).toBe("docker run --rm alpine sh -c 'echo hi'");
});

test('lines for .dockerignore, where there are any', () => {
  expect(ignoreLines(webBuild())).toBe('node_modules\n.git\n.env\n');
  expect(ignoreLines(exchange())).toBeNull();
});
