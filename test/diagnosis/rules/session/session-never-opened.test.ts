import { expect, test } from 'vitest';
import { sessionNeverOpened } from '../../../../src/diagnosis/rules/session/session-never-opened.ts';
import { built } from '../../../builders/engine-calls.ts';
import { request } from '../../../builders/exchange.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real build with a session that nobody opened', async () => {
  expect(await messagesIn(sessionNeverOpened, 'session-troubles')).toEqual([
    'The client asked for a build by BuildKit with the session made-up-session, which it did not open.',
  ]);
});

test('real builds by BuildKit in Docker 20.10', async () => {
  expect(await messagesIn(sessionNeverOpened, 'buildkit-20')).toEqual([]);
});

const asked = (query: Record<string, string[]>, message: string | null) =>
  built({ error: message === null ? null : { code: null, message } }, 1, {
    request: request({ method: 'POST', path: '/build', query }),
  });

test.each([
  [{ version: ['2'] }, 'no active sessions', ['The client asked for a build by BuildKit without a session.']],
  [{ version: ['2'] }, null, []],
  [{ version: ['2'], buildid: ['upload-request:x'] }, 'x', []],
])('by hand: %j that ends with %s', (query, error, expected) => {
  expect(messagesOf(sessionNeverOpened, asked(query, error))).toEqual(expected);
});

test('a real capture of the classic builder is not judged', async () => {
  expect(await messagesIn(sessionNeverOpened, 'classic-build')).toBeNull();
});
