import { expect, test } from 'vitest';
import { CaptureTally } from '../../../src/views/view-model/capture-tally.ts';
import { AT, buildExchange, exchange } from '../../builders/exchange.ts';

test('counts what closed', () => {
  const tally = new CaptureTally();
  tally.connection();
  tally.exchange(exchange({ gaps: [{ side: 'response', missing: 100, at: AT }] }));
  tally.exchange(buildExchange());
  tally.issue({ kind: 'issue', code: 'tcp/x', message: '', at: null });
  tally.issue({ kind: 'issue', code: 'tcp/x', message: '', at: null });
  const counts = {
    packets: 10,
    bytes: 1000,
    drops: null,
    unknownLinkTypes: {},
    undecodedPackets: 0,
    start: AT,
    end: AT,
  };
  expect(tally.summary(counts)).toEqual({
    ...counts,
    connections: 1,
    exchanges: 2,
    failed: 1,
    gaps: 1,
    missingBytes: 100,
    issues: { 'tcp/x': 2 },
  });
});
