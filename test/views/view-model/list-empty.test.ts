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
