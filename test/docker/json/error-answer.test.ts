import { describe, expect, test } from 'vitest';
import { readErrorAnswer, readErrorDetail } from '../../../src/docker/json/error-answer.ts';

describe('readErrorAnswer', () => {
  test.each([
    ['the daemon', 404, '{"message":"No such container: web"}\n', 'No such container: web'],
    ['podman', 404, '{"cause":"no such image","message":"no such image","response":404}', 'no such image'],
    [
      'a registry',
      401,
      '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
      'authentication required',
    ],
    ['a daemon before API 1.24', 404, 'No such image: web\n', 'No such image: web'],
    [
      'nginx',
      502,
      '<html>\n<head><title>502 Bad Gateway</title></head><body>x</body></html>',
      '502 Bad Gateway',
    ],
    [
      'the TLS port',
      400,
      'Client sent an HTTP request to an HTTPS server.\n',
      'Client sent an HTTP request to an HTTPS server.',
    ],
  ])('of %s', (_, status, body, message) => {
    expect(readErrorAnswer(status, body)).toEqual({ code: status, message });
  });

  test.each([
    ['a good answer', 200, '{"message":"x"}'],
    ['an empty body', 500, ''],
    ['an unread body', 500, null],
  ])('nothing of %s', (_, status, body) => {
    expect(readErrorAnswer(status, body)).toBeNull();
  });

  test('is bounded', () => {
    expect(readErrorAnswer(500, 'x'.repeat(10_000))?.message).toHaveLength(4096);
  });
});

describe('readErrorDetail', () => {
  test.each([
    ['with a code', { errorDetail: { code: 42, message: 'm' }, error: 'm' }, { code: 42, message: 'm' }],
    [
      'without one',
      { errorDetail: { message: 'denied' }, error: 'denied' },
      { code: null, message: 'denied' },
    ],
    [
      'in the old form',
      { error: 'x returned a non-zero code: 7' },
      { code: 7, message: 'x returned a non-zero code: 7' },
    ],
    ['of another value', { stream: 'x' }, null],
    ['of no object', 'error', null],
  ])('%s', (_, value, error) => {
    expect(readErrorDetail(value)).toEqual(error);
  });
});
