import { expect, test } from 'vitest';
import type { CaptureSummary } from '../../../src/model/capture.ts';
import { summaryLines } from '../../../src/views/text/summary-lines.ts';
import { textOptions } from '../../../src/views/text/text-options.ts';
import { utc } from '../../../src/views/view-model/format-time.ts';

const quiet: CaptureSummary = {
  packets: 1204,
  bytes: 1_300_000,
  connections: 1,
  exchanges: 8,
  failed: 0,
  gaps: 0,
  missingBytes: 0,
  drops: null,
  unknownLinkTypes: {},
  undecodedPackets: 0,
  duplicatePackets: 0,
  issues: {},
  start: 0,
  end: 12_300_000,
};
const options = textOptions({ color: false, unicode: true, width: null, utcOffset: utc });

test('what went well takes one line', () => {
  expect(summaryLines(quiet, options)).toEqual([
    '8 exchanges, 1 connection · 1,204 packets, 1.3 MB, over 12 s',
  ]);
});

test('what did not has a line each', () => {
  const summary = {
    ...quiet,
    failed: 2,
    gaps: 1,
    missingBytes: 1448,
    drops: 17,
    undecodedPackets: 5,
    unknownLinkTypes: { '276': 3 },
    issues: { 'tcp/overlap-differs': 2, 'http1/bad-head': 1 },
  };
  expect(summaryLines(summary, options)).toEqual([
    '8 exchanges, 1 connection, 2 failed · 1,204 packets, 1.3 MB, over 12 s, 5 not decoded, 17 dropped',
    '! 1 gap: 1.4 kB are missing',
    '! 3 packets of link type 276, which is not decoded',
    '! 3 issues: tcp/overlap-differs (2), http1/bad-head',
  ]);
});

test('an empty capture', () => {
  const empty = { ...quiet, packets: 0, bytes: 0, connections: 0, exchanges: 0, start: null, end: null };
  expect(summaryLines(empty, options)).toEqual(['0 exchanges, 0 connections · 0 packets, 0 B']);
});
