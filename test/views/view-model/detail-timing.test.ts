import { expect, it } from 'vitest';
import { timingMaker } from '../../../src/views/view-model/detail-timing.ts';
import { exchange } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

it('timing draws one part after the other', () => {
  const timing = { sendMs: 25, waitMs: 25, receiveMs: 50, totalMs: 100 };
  const bars = paneText(timingMaker(exchange({ timing })), { width: 60 }).match(/ms {2}( *█+)/g);
  expect(bars).toEqual(['ms  █████', 'ms       █████', 'ms            ██████████']);
});
