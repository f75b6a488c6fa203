import { describe, expect, test } from 'vitest';
import { apiCalls, pathPattern } from '../../src/allowlist/api-call.ts';
import { socketProxies } from '../../src/allowlist/socket-proxies.ts';
import { exchange, request } from '../builders/exchange.ts';

const ID = '0123456789abcdef'.repeat(4);
const asked = (id: number, method: string, path: string, apiVersion: string | null = '1.41') =>
  exchange({ id, request: request({ method, path, apiVersion }) });

describe('the kind of a path', () => {
  test.each([
    ['/containers/json', '/containers/json'],
    [`/containers/${ID}/start`, '/containers/[0-9a-f]{12,64}/start'],
    ['/containers/0123456789ab/start', '/containers/[0-9a-f]{12,64}/start'],
    ['/containers/web/start', '/containers/web/start'],
    ['/containers/beef/start', '/containers/beef/start'],
    [`/images/sha256:${ID}/json`, '/images/sha256:[0-9a-f]{64}/json'],
    ['/images/alpine:3.20/json', '/images/alpine:3\\.20/json'],
    ['/images/a(b|c).*/json', '/images/a\\(b\\|c\\)\\.\\*/json'],
  ])('%s', (path, expected) => {
    expect(pathPattern(path)).toBe(expected);
    expect(path).toMatch(new RegExp(`^${expected}$`));
  });
});

describe('text from the wire', () => {
  test.each(socketProxies.map(({ name, write }) => [name, write] as const))(
    '%s: a path, a method or a folder begins no rule of its own',
    (_name, write) => {
      const plain = write(apiCalls([asked(1, 'GET', '/images/a/json')]), ['/data']);
      const paths = [
        '/images/a%0AGET .*/json',
        "/images/a\n  - '-allowGET=.*'/json",
        '/images/a\u2028b/json',
      ];
      for (const path of paths) {
        const text = write(apiCalls([asked(1, 'GET', path)]), ['/data']);
        expect(text.split(/[\n\u2028]/)).toHaveLength(plain.split('\n').length);
      }
      expect(write(apiCalls([asked(1, 'GET', '/x'), asked(2, 'GET .*\nPOST', '/x')]), [])).not.toContain(
        'POST',
      );
    },
  );

  test('a name that looks like a variable of CetusGuard is only itself', () => {
    const [call] = apiCalls([asked(1, 'GET', '/images/%25CONTAINER_NAME%25/json')]);
    expect(call?.pattern).toBe('/images/\\x25CONTAINER_NAME\\x25/json');
    expect('/images/%CONTAINER_NAME%/json').toMatch(new RegExp(`^${call?.pattern}$`));
  });
});

describe('calls', () => {
  test('alike ones are one, with all of their exchanges and ways to name the version', () => {
    const calls = apiCalls([
      asked(1, 'GET', `/containers/${ID}/json`),
      asked(2, 'GET', `/containers/${ID.replaceAll('0', 'f')}/json`, null),
      asked(3, 'DELETE', `/containers/${ID}`),
    ]);
    expect(calls).toEqual([
      expect.objectContaining({ method: 'DELETE', exchanges: [3], versioned: true, unversioned: false }),
      {
        method: 'GET',
        path: `/v1.41/containers/${ID}/json`,
        pattern: '/containers/[0-9a-f]{12,64}/json',
        versioned: true,
        unversioned: true,
        exchanges: [1, 2],
      },
    ]);
  });

  test('a path is judged as Go decodes it', () => {
    expect(apiCalls([asked(1, 'GET', '/images/team%2Fweb/json')])[0]?.pattern).toBe('/images/team/web/json');
    expect(apiCalls([asked(1, 'GET', '/images/%zz/json')])[0]?.pattern).toBe('/images/\\x25zz/json');
  });

  test('an answer without its request asks for nothing', () => {
    expect(apiCalls([exchange({ request: null })])).toEqual([]);
  });
});
