import { expect, test } from 'vitest';
import { shownBody } from '../../src/engine/shown-body.ts';

const JSON_TYPE = 'application/json';

test.each<[name: string, text: string, cut: boolean, mediaType: string | null, secret: boolean]>([
  ['JSON with nothing secret in it', '{"Id":"a"}', false, JSON_TYPE, false],
  ['JSON with a password', '{"password":"a"}', false, JSON_TYPE, true],
  ['JSON that nobody calls so', '{"password":"a"}', false, null, true],
  ['what is called JSON and is none', 'password=a', false, JSON_TYPE, true],
  ['JSON that is cut', '{"username":"a","passw', true, JSON_TYPE, true],
  ['JSON that is cut, and that nobody calls so', '{"username":"a","passw', true, null, true],
  ['lines of JSON', '{"status":"a"}\n{"status":"b"}\n', false, JSON_TYPE, false],
  ['lines of JSON of which the last is cut', '{"status":"a"}\n{"stat', true, JSON_TYPE, false],
  [
    'lines of JSON that are cut behind a password',
    '{"status":"a"}\n{"password":"hunt',
    true,
    JSON_TYPE,
    true,
  ],
  ['text that begins as JSON does', '[info] password=a', false, null, false],
  ['a tar', 'context\0\0', true, 'application/x-tar', false],
  ['nothing', '', false, JSON_TYPE, false],
])('%s', (_, text, cut, mediaType, secret) => {
  const shown = shownBody(Buffer.from(text), cut, { mediaType, encoding: null }, null);
  expect(shown.secret).toBe(secret);
});
