import { expect, test } from 'vitest';
import { mightHijack, takesOver } from '../../src/docker/hijack-rule.ts';

const request = (method: string, target: string) => ({ method, target, httpVersion: '1.1', headers: [] });
const response = (status: number, headers: [string, string][] = []) => ({
  status,
  reason: '',
  httpVersion: '1.1',
  headers,
});

test.each([
  ['an attach', 'POST', '/v1.41/containers/web/attach?stream=1', true],
  ['an exec start', 'POST', '/exec/0123/start', true],
  ['logs', 'GET', '/v1.41/containers/web/logs', false],
  ['a build', 'POST', '/build', false],
])('%s may be hijacked without an upgrade: %s %s %s', (_, method, target, expected) => {
  expect(mightHijack(request(method, target))).toBe(expected);
});

const attach = request('POST', '/containers/web/attach');
test.each([
  [
    'a 200 without framing takes over',
    attach,
    response(200, [['Content-Type', 'application/vnd.docker.raw-stream']]),
    true,
  ],
  [
    'a detached exec start has a length',
    request('POST', '/exec/1/start'),
    response(200, [['Content-Length', '0']]),
    false,
  ],
  ['a proxy may have framed it', attach, response(200, [['Transfer-Encoding', 'chunked']]), false],
  ['an error takes nothing over', attach, response(404), false],
  ['other operations never do', request('GET', '/info'), response(200), false],
])('%s', (_, asked, answered, expected) => {
  expect(takesOver(asked, answered)).toBe(expected);
});
