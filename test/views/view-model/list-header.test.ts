import { describe, expect, it } from 'vitest';
import type { CaptureStatus } from '../../../src/views/view-model/capture-status.ts';
import { findingsLine, listHeader } from '../../../src/views/view-model/list-header.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { status } from './capture-status.ts';

describe('header', () => {
  const header = (over: Partial<CaptureStatus>, width = 100) =>
    lineText(listHeader({ ...status, ...over }, width, unicodeSymbols)).trimEnd();

  it.each<[Partial<CaptureStatus>, string]>([
    [{}, '✓ all read  14 exchanges  1,204 packets  0 dropped'],
    [{ state: 'reading', progress: 0.426, packets: null, dropped: null }, '● reading 42 %  14 exchanges'],
    [{ state: 'reading', progress: null, packets: null, dropped: null }, '● reading  14 exchanges'],
    [{ state: 'live', exchanges: 1, dropped: null }, '● live  1 exchange  1,204 packets'],
    [{ state: 'failed', issues: 2, dropped: null }, '✗ failed  14 exchanges  1,204 packets  2 issues'],
  ])('%j', (over, expected) => {
    expect(header(over)).toBe(` dind-sniff  build.pcapng${expected.padStart(74)}`);
  });

  it('leaves the counts out where there is no room', () => {
    expect(header({}, 40)).toBe(' dind-sniff  build.pcapng');
  });
});

it('has one line for findings, or for what went wrong', () => {
  const text = (over: Partial<CaptureStatus>) =>
    lineText(findingsLine({ ...status, ...over }, unicodeSymbols));
  expect(text({})).toBe('');
  expect(text({ findings: ['a', 'b'] })).toBe(' ! 2 findings: a · b');
  expect(text({ findings: ['a'], message: 'no such device' })).toBe(' ! no such device');
});
