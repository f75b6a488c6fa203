import { expect, it } from 'vitest';
import { emptyListLines } from '../../../src/views/view-model/list-empty.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { status } from './capture-status.ts';

it.each(['live', 'reading', 'failed', 'ended'] as const)('says why the list is empty when %s', (state) => {
  expect(
    emptyListLines({ ...status, state }, '')
      .map(lineText)
      .join(''),
  ).not.toBe('');
});

it('says that what there is is encrypted', () => {
  const lines = emptyListLines({ ...status, state: 'ended', encrypted: 2 }, '').map(lineText);
  expect(lines[1]).toContain('2 connections are encrypted (TLS)');
  expect(lines[2]).toContain('dind-sniff proxy');
});
