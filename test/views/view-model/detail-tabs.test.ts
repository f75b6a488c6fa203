import { expect, it } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { detailTabs, tabsOf } from '../../../src/views/view-model/detail-tabs.ts';
import { ALONE, NOTHING_ASKED } from '../../../src/views/view-model/tab-answer.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';
import { buildExchange, dockerFacts, exchange } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

const streams = { stdin: null, stdout: { bytes: 5, sha256: null }, stderr: null, raw: null };
const archive = {
  stat: null,
  compression: 'none' as const,
  bytes: 10,
  fileBytes: 3,
  entries: [archiveEntry('a', 3)],
};
const progress = { layers: [], messages: ['Pulling'], errorDetail: null, aux: [] };
const issue = { kind: 'issue' as const, code: 'tcp/lost', message: 'lost', at: null };

it.each<[name: string, exchange: Exchange, tabs: string]>([
  ['a ping', exchange(), 'overview request response timing packets raw'],
  ['a build', buildExchange(), 'overview context dockerfile steps auth request response timing packets raw'],
  [
    'a copy',
    exchange({ docker: dockerFacts({ archive }) }),
    'overview files request response timing packets raw',
  ],
  [
    'a pull',
    exchange({ docker: dockerFacts({ progress }) }),
    'overview progress request response timing packets raw',
  ],
  [
    'logs',
    exchange({ docker: dockerFacts({ streams }) }),
    'overview streams request response timing packets raw',
  ],
  [
    'an attach',
    exchange({
      hijack: {
        protocol: 'tcp',
        clientBytes: 1,
        serverBytes: 2,
        clientPauses: [],
        serverPauses: [],
        streams,
      },
    }),
    'overview streams request response timing packets raw',
  ],
  [
    'events',
    exchange({ docker: dockerFacts({ events: { count: 1, rows: [{ time: null, text: 'start' }] } }) }),
    'overview events request response timing packets raw',
  ],
  [
    'a response alone',
    exchange({ request: null, issues: [issue] }),
    'overview response timing packets raw issues',
  ],
  [
    'nothing but a request',
    exchange({ response: null, timing: { sendMs: 0, waitMs: null, receiveMs: null, totalMs: null } }),
    'overview request timing packets raw',
  ],
])('%s has what there is to see', (_, seen, tabs) => {
  expect(
    tabsOf(seen, ALONE)
      .map(({ name }) => name)
      .join(' '),
  ).toBe(tabs);
  const waiting = { kind: 'waiting' } as const;
  for (const tab of tabsOf(seen, ALONE))
    expect(paneText(tab.maker(seen, waiting, ALONE)).trim()).not.toBe('');
});

it('draws every tab of every exchange, also one that it is not meant for, in any width', () => {
  for (const seen of [exchange(), buildExchange(), exchange({ request: null, response: null })]) {
    for (const tab of detailTabs) {
      for (const width of [1, 10, 40, 200])
        expect(paneText(tab.maker(seen, NOTHING_ASKED, ALONE), { width })).toBeTypeOf('string');
    }
  }
});
