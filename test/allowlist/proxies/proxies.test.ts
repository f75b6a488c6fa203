import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ApiCall, apiCalls } from '../../../src/allowlist/api-call.ts';
import { recogniseRules, socketProxies, socketProxyNamed } from '../../../src/allowlist/socket-proxies.ts';
import { type SocketProxy, UnreadableRulesError } from '../../../src/allowlist/socket-proxy.ts';
import { captured } from '../../diagnosis/captured.ts';

const proxy = (name: string): SocketProxy => socketProxyNamed(name) as SocketProxy;
const ID = 'a'.repeat(64);

const call = (method: string, path: string): ApiCall => ({
  method,
  path: `/v1.41${path}`,
  pattern: path,
  versioned: true,
  unversioned: false,
  exchanges: [1],
});

describe.each(socketProxies.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test.each(['manage', 'buildkit-stages', 'attach', 'registry', 'cp'])(
    'what it writes for fixture %s lets all of it through, and is recognised',
    async (fixture) => {
      const calls = apiCalls((await captured(`fixtures/${fixture}/capture.pcapng`)).exchanges);
      const text = one.write(calls, []);
      expect(recogniseRules(text)?.name).toBe(one.name);
      const { refusal } = one.read(text);
      expect(calls.map(({ method, path }) => refusal(method, path))).toEqual(calls.map(() => null));
    },
  );

  test('what was not asked for is refused', () => {
    const { refusal } = one.read(one.write([call('HEAD', '/_ping'), call('GET', '/containers/json')], []));
    expect(refusal('POST', '/v1.41/containers/create')).not.toBeNull();
    expect(refusal('GET', '/v1.41/images/json')).not.toBeNull();
    expect(refusal('POST', '/session')).not.toBeNull();
  });

  test('no text whatever makes it throw anything but that it is unreadable', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          one.read(text).refusal('GET', '/v1.41/info');
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableRulesError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

// Examples and rules of each project's own documentation, judged by hand.
describe('configurations that people have', () => {
  test.each([
    [
      'wollomatic',
      "command:\n  - '-allowGET=/v1\\..{1,2}/(version|containers/.*|events.*)'",
      'GET',
      '/v1.41/containers/json',
      true,
    ],
    [
      'wollomatic',
      "command:\n  - '-allowGET=/v1\\..{1,2}/(version|containers/.*|events.*)'",
      'GET',
      '/containers/json',
      false,
    ],
    ['wollomatic', "command:\n  - '-allowGET=/version'", 'POST', '/version', false],
    ['wollomatic', 'SP_ALLOW_GET="/version"\nSP_ALLOW_GET_2="/_ping"', 'GET', '/_ping', true],
    ['tecnativa', 'CONTAINERS=1', 'GET', '/v1.41/containers/json', true],
    ['tecnativa', 'CONTAINERS=1', 'HEAD', '/v1.41/containers/a/archive', true],
    ['tecnativa', 'CONTAINERS=1', 'POST', '/v1.41/containers/create', false],
    ['tecnativa', 'CONTAINERS=1\nPOST=1', 'POST', '/v1.41/containers/create', true],
    ['tecnativa', 'POST=1\nALLOW_START=1', 'POST', `/v1.41/containers/${ID}/start`, true],
    ['tecnativa', 'POST=1\nALLOW_START=1', 'POST', `/v1.41/containers/${ID}/stop`, false],
    ['tecnativa', 'POST=1\nALLOW_RESTARTS=1', 'POST', `/v1.41/containers/${ID}/kill`, true],
    ['tecnativa', 'IMAGES=1', 'GET', '/_ping', true],
    ['tecnativa', 'PING=0', 'GET', '/_ping', false],
    ['tecnativa', 'environment:\n  GRPC: 1\n  SESSION: 1\n  POST: 1', 'POST', '/grpc', true],
    [
      'cetusguard',
      '! List containers\nGET %API_PREFIX_CONTAINERS%/json',
      'GET',
      '/v1.41/containers/json',
      true,
    ],
    ['cetusguard', 'GET %API_PREFIX_CONTAINERS%/json', 'GET', '/containers/json', true],
    ['cetusguard', 'GET %API_PREFIX_CONTAINERS%/json', 'GET', '/v1.41/containers/x/json', false],
    [
      'cetusguard',
      'GET %API_PREFIX_CONTAINERS%/%CONTAINER_ID_OR_NAME%/json',
      'GET',
      '/v1.41/containers/web-1/json',
      true,
    ],
    [
      'cetusguard',
      'GET %API_PREFIX_IMAGES%/%IMAGE_ID_OR_REFERENCE%/json',
      'GET',
      '/v1.41/images/r.example.com:5000/team/web:1.2/json',
      true,
    ],
    ['cetusguard', 'GET %API_PREFIX_IMAGES%/json', 'GET', '/info', true],
    ['cetusguard', 'GET,HEAD %API_PREFIX_EVENTS%', 'POST', '/events', false],
  ] as const)('%s: %j, %s %s: %s', (name, text, method, path, allowed) => {
    expect(recogniseRules(text)?.name).toBe(name);
    expect(proxy(name).read(text).refusal(method, path) === null).toBe(allowed);
  });

  test('what is none of them is not recognised', () => {
    expect(recogniseRules('{"hello": "world"}')).toBeNull();
    expect(recogniseRules('')).toBeNull();
  });
});

describe('the tightest rules', () => {
  test("Tecnativa's variables for starting alone, where nothing else of containers is asked", () => {
    const text = proxy('tecnativa').write([call('POST', '/containers/web/start')], []);
    expect(text).toBe('ALLOW_START=1\nEVENTS=0\nPING=0\nPOST=1\nVERSION=0\n');
  });

  test('what POST=1 opens beside is said', () => {
    const calls = [call('POST', '/build'), call('GET', '/images/json')];
    expect(proxy('tecnativa').write(calls, [])).toContain(
      '# POST=1 also lets clients write to what was only read: IMAGES',
    );
  });

  test('folders that may be mounted', () => {
    expect(proxy('wollomatic').write([call('POST', '/containers/create')], ["/it's", '/data'])).toContain(
      "  - '-allowbindmountfrom=/it''s,/data'\n",
    );
  });
});
