import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { asciiMarks, unicodeMarks } from '../../../src/views/view-model/marks.ts';
import { exchangeStatus, isFailure, statusText } from '../../../src/views/view-model/status.ts';
import { buildExchange, dockerFacts, exchange, response, step } from '../../builders/exchange.ts';

const refused = (status: number, message: string): Exchange =>
  exchange({ response: response(status), docker: dockerFacts({ error: { code: status, message } }) });
const inStream = (message: string): Exchange =>
  exchange({
    docker: dockerFacts({
      progress: { layers: [], messages: [], errorDetail: { code: null, message }, aux: [] },
    }),
  });

const cases: readonly (readonly [name: string, exchange: Exchange, shown: string, failed: boolean])[] = [
  ['answered', exchange(), '✓ 200', false],
  ['not modified', exchange({ response: response(304) }), '✓ 304', false],
  ['hijacked', exchange({ response: response(101) }), '✓ 101', false],
  [
    'an old client',
    refused(400, 'client version 1.24 is too old. Minimum supported API version is 1.44'),
    '! 400 too old',
    true,
  ],
  ['a missing container', refused(404, 'No such container: web'), '! 404 no such container', true],
  ['an unknown refusal', refused(400, 'invalid reference format'), '! 400', true],
  [
    'a wrong password',
    refused(500, 'unauthorized: incorrect username or password'),
    '✗ 500 unauthorized',
    true,
  ],
  ['a denied push', inStream('denied: requested access to the resource is denied'), '✗ denied', true],
  ['another error in a stream', inStream('boom'), '✗ error', true],
  ['a failed step', buildExchange(), '✗ step 4/6', true],
  [
    'a running build',
    { ...buildExchange({ error: null, steps: [step()] }), state: 'open' },
    '● step 1/6',
    false,
  ],
  ['still open', exchange({ state: 'open', response: null }), '● open', false],
  ['open after its head', exchange({ state: 'open' }), '● open', false],
  ['cut off', exchange({ state: 'aborted' }), '! 200 cut off', false],
  ['cut off before an answer', exchange({ state: 'aborted', response: null }), '! cut off', false],
  [
    'events that the client had enough of',
    exchange({ state: 'aborted', operation: 'SystemEvents' }),
    '○ 200 closed',
    false,
  ],
  ['bytes missing', exchange({ state: 'incomplete' }), '! 200 gap', false],
];

describe('exchangeStatus', () => {
  test.each(cases)('%s', (_name, given, shown, failed) => {
    expect(statusText(exchangeStatus(given), unicodeMarks)).toBe(shown);
    expect(isFailure(given)).toBe(failed);
  });
});

test('every sign has its ASCII form', () => {
  expect(statusText({ sign: 'failed', words: 'step 4/6' }, asciiMarks)).toBe('x step 4/6');
  for (const mark of Object.values(asciiMarks)) expect(mark).toMatch(/^[\x20-\x7e]$/);
});

test('a quoted reason is safe to print', () => {
  const status = exchangeStatus(refused(404, 'No such image: \x1b[31m'));
  expect(status.words).toBe('404 no such image');
});
