import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { hasChoices, isChoices, statusChoices } from '../../../src/views/filter/choices.ts';
import { dockerFacts, exchange, request, response } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

function words(choices: typeof isChoices, of: Exchange): readonly string[] {
  return choices.filter(({ test: holds }) => holds(of)).map(({ name }) => name);
}

describe('is', () => {
  test.each<[string, Exchange, readonly string[]]>([
    ['a ping', exchange(), ['ok', 'complete']],
    ['a failed build', webBuild(), ['error', 'complete', 'build', 'classic', 'cached', 'slow']],
    ['refused', exchange({ response: response(404) }), ['error', 'complete']],
    ['a redirect', exchange({ response: response(302) }), ['ok', 'complete']],
    [
      'an error inside a 200',
      exchange({ docker: dockerFacts({ error: { code: null, message: 'x' } }) }),
      ['error', 'complete'],
    ],
    ['going on', exchange({ state: 'open' }), ['open']],
    ['cut off', exchange({ state: 'aborted' }), ['aborted']],
    ['left by the client', exchange({ operation: 'SystemEvents', state: 'aborted' }), ['ok', 'aborted']],
    ['a gap', exchange({ state: 'incomplete' }), ['incomplete']],
    ['a BuildKit session', exchange({ operation: 'Session' }), ['ok', 'complete', 'buildkit']],
  ])('%s', (_, of, expected) => {
    expect(words(isChoices, of)).toEqual(expected);
    expect(words(statusChoices, of)).toEqual(
      expected.filter((name) => statusChoices.some((row) => row.name === name)),
    );
  });
});

describe('has', () => {
  test.each<[string, Exchange, readonly string[]]>([
    ['a ping', exchange(), ['request', 'response']],
    ['a build', webBuild(), ['build', 'context', 'credentials', 'request', 'response']],
    ['no answer', exchange({ response: null }), ['request']],
    [
      'a hijack with streams',
      exchange({
        request: request(),
        hijack: {
          protocol: 'tcp',
          clientBytes: 0,
          serverBytes: 0,
          clientPauses: [],
          serverPauses: [],
          streams: { stdin: null, stdout: null, stderr: null, raw: null },
        },
      }),
      ['hijack', 'request', 'response', 'streams'],
    ],
  ])('%s', (_, of, expected) => {
    expect(words(hasChoices, of)).toEqual(expected);
  });
});
