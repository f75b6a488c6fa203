import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { requestMaker, responseMaker } from '../../../src/views/view-model/detail-message.ts';
import { asciiSymbols } from '../../../src/views/view-model/symbols.ts';
import { NOTHING_ASKED } from '../../../src/views/view-model/tab-answer.ts';
import { exchange, request } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText } from './pane-text.ts';

describe('request and response', () => {
  it('take the query apart and mask what is secret', () => {
    const text = paneText(requestMaker(webBuild(), NOTHING_ASKED));
    expect(text).toContain(' POST /v1.41/build HTTP/1.1');
    expect(text).toContain('buildargs = {"NODE_ENV":"production","NPM_TOKEN":"••••"}');
    expect(text).toContain('X-Registry-Config: ••••');
    expect(paneText(requestMaker(webBuild(), NOTHING_ASKED), { symbols: asciiSymbols })).toContain(
      'X-Registry-Config: ****',
    );
    expect(paneText(responseMaker(webBuild(), NOTHING_ASKED))).toContain(
      '2.1 kB (2,104 bytes), application/json',
    );
  });

  it('show no control character of a header', () => {
    const headers = [
      ['X-Evil', '\x1b]0;title\x07'],
      ['X-Secret', new Secret('\x1b')],
    ] as const;
    expect(paneText(requestMaker(exchange({ request: request({ headers }) }), NOTHING_ASKED))).toContain(
      '\\x1b]0;title\\x07',
    );
  });
});
