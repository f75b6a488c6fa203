import { describe, expect, test } from 'vitest';
import { httpProxyIntercepts } from '../../../../src/diagnosis/rules/connect/http-proxy-intercepts-docker-api.ts';
import type { HeaderField } from '../../../../src/model/header-field.ts';
import { chosenDaemon, evidence, jobEnvironment, trafficOf } from '../../../builders/evidence.ts';
import { body, exchange, request, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand', () => {
  test('a request for a whole URL', () => {
    const asked = exchange({
      request: request({ target: 'http://docker:2375/_ping' }),
      response: response(503, { headers: [['X-Squid-Error', 'ERR_DNS_FAIL 0']] }),
    });
    expect(httpProxyIntercepts.judge(trafficOf([asked]))).toEqual([
      {
        message:
          'A docker API call went to an HTTP proxy, which answered 503: NO_PROXY does not contain "docker".',
        severity: 'error',
        exchanges: [1],
      },
    ]);
  });

  test('a tunnel', () => {
    const asked = exchange({
      operation: null,
      request: request({ method: 'CONNECT', target: 'docker:2376', path: 'docker:2376' }),
      response: response(403),
    });
    expect(httpProxyIntercepts.judge(trafficOf([asked]))).toMatchObject([
      { message: expect.stringContaining('"docker"') },
    ]);
  });

  test.each<[string, number, string | null, HeaderField[], number]>([
    ['a page of HTML', 502, 'text/html', [['Server', 'nginx']], 1],
    ['an error of the daemon', 500, 'application/json', [['Server', 'Docker/29.0.0 (linux)']], 0],
    ['a page of the daemon itself', 404, 'text/html', [['Server', 'Docker/29.0.0 (linux)']], 0],
    ['an answer that passed through another', 200, 'application/json', [['Via', '1.1 caddy']], 0],
  ])('%s', (_name, status, mediaType, headers, count) => {
    const answered = exchange({ response: response(status, { headers, body: body(10, mediaType) }) });
    expect(httpProxyIntercepts.judge(trafficOf([answered]))).toHaveLength(count);
  });

  test('without a request it is not judged', () => {
    expect(httpProxyIntercepts.judge(trafficOf([]))).toBeNull();
  });
});

test('a real client with HTTP_PROXY', async () => {
  const traffic = await captured('fixtures/http-proxy/capture.pcapng');
  const found = httpProxyIntercepts.judge(evidence({ traffic }));
  expect(found?.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('went to an HTTP proxy'),
  );
});

test('a real client without a proxy', async () => {
  const traffic = await captured('fixtures/exec/capture.pcapng');
  expect(httpProxyIntercepts.judge(evidence({ traffic }))).toEqual([]);
});

test('the variables of the job alone', () => {
  const judge = (variables: Readonly<Record<string, string>>, daemon = chosenDaemon()) =>
    httpProxyIntercepts.judge(evidence({ environment: jobEnvironment({ variables, daemon }) }));
  const proxy = { HTTP_PROXY: 'http://me:pa55@proxy:3128' };
  expect(judge(proxy)).toEqual([
    {
      message:
        'Docker API calls go to the HTTP proxy: HTTP_PROXY is set, and NO_PROXY is not set and does not contain "docker".',
      fix: expect.stringMatching(/^Add docker to NO_PROXY/),
      certainty: 'likely',
    },
  ]);
  expect(judge({ ...proxy, NO_PROXY: 'localhost' })?.[0]?.message).toContain(
    'NO_PROXY ("localhost") does not contain',
  );
  expect(judge({ ...proxy, NO_PROXY: 'localhost,docker' })).toEqual([]);
  expect(judge({ ...proxy, HTTP_PROXY: '' })).toEqual([]);
  expect(judge(proxy, chosenDaemon({ address: 'unix:///d.sock' }))).toEqual([]);
  expect(judge(proxy, chosenDaemon({ address: 'tcp://docker:2376', tls: true }))).toEqual([]);
});

test('a real client behind a proxy that stands before a socket', async () => {
  const traffic = await captured('fixtures/session-troubles/capture.pcapng');
  expect(httpProxyIntercepts.judge(evidence({ traffic }))).toEqual([]);
});
