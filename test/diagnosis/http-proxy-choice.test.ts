import { expect, test } from 'vitest';
import { proxyChoice } from '../../src/diagnosis/http-proxy-choice.ts';

const PROXY = 'http://proxy:3128';

// As golang.org/x/net/http/httpproxy documents NO_PROXY.
test.each<[string, string, boolean]>([
  ['docker', '', true],
  ['docker', 'docker', false],
  ['DOCKER', 'docker', false],
  ['docker', ' localhost , Docker ', false],
  ['docker', '*', false],
  ['docker', 'dock', true],
  ['docker', 'docker:2376', true],
  ['docker', 'docker:2375', false],
  ['docker.example.com', 'example.com', false],
  ['example.com', 'example.com', false],
  ['example.com', '.example.com', true],
  ['docker.example.com', '.example.com', false],
  ['docker.example.com', '*.example.com', false],
  ['dockerexample.com', 'example.com', true],
  ['172.18.0.3', '172.16.0.0/12', false],
  ['172.18.0.3', '10.0.0.0/8', true],
  ['172.18.0.3', '172.18.0.3', false],
  ['fd00::3', 'fd00::3', false],
  ['localhost', '', false],
  ['127.0.0.1', '', false],
  ['::1', '', false],
])('%s with NO_PROXY=%j asks a proxy: %j', (host, noProxy, asks) => {
  expect(proxyChoice({ HTTP_PROXY: PROXY, NO_PROXY: noProxy }, host, 2375, false) !== null).toBe(asks);
});

test('which variable: by what is spoken, upper case first', () => {
  const both = { HTTP_PROXY: PROXY, http_proxy: PROXY, https_proxy: PROXY };
  expect(proxyChoice(both, 'docker', 2375, false)?.variable).toBe('HTTP_PROXY');
  expect(proxyChoice(both, 'docker', 2376, true)?.variable).toBe('https_proxy');
  expect(proxyChoice({ ALL_PROXY: PROXY }, 'docker', 2375, false)).toBeNull();
});
