import { expect, test } from 'vitest';
import { CaptureTally } from '../../../src/views/view-model/capture-tally.ts';
import { AT, buildExchange, exchange } from '../../builders/exchange.ts';

test('counts what closed', () => {
  const tally = new CaptureTally();
  tally.connection();
  const issue = { kind: 'issue', code: 'tcp/x', message: '', at: null } as const;
  const gap = { side: 'response', missing: 100, at: AT } as const;
  tally.exchange(exchange({ gaps: [gap], issues: [issue] }));
  tally.exchange(buildExchange());
  tally.issue(issue);
  const counts = {
    packets: 10,
    bytes: 1000,
    undecoded: 1,
    duplicates: 2,
    unknownLinkTypes: { '105 (IEEE802_11)': 1 },
    start: AT,
    end: AT + 5,
  };
  expect(tally.summary(counts, 3)).toEqual({
    packets: 10,
    bytes: 1000,
    connections: 1,
    exchanges: 2,
    failed: 1,
    gaps: 1,
    missingBytes: 100,
    drops: 3,
    unknownLinkTypes: { '105 (IEEE802_11)': 1 },
    undecodedPackets: 1,
    duplicatePackets: 2,
    issues: { 'tcp/x': 2 },
    start: AT,
    end: AT + 5,
  });
});
