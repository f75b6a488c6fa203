import { expect, test } from 'vitest';
import { RowList } from '../../src/engine/row-list.ts';
import { exchangeRow } from '../../src/views/view-model/exchange-row.ts';
import { exchange } from '../builders/exchange.ts';

const row = (id: number) => exchangeRow(exchange({ id }));
const ids = (list: RowList) => list.slice(0, list.size).map((known) => known?.id);

test('rows are in order of their ids, each in its newest state', () => {
  const list = new RowList();
  for (const id of [1, 3, 4, 2]) list.put(row(id));
  const newer = { ...row(3), operation: 'newer' };
  list.put(newer);
  expect(ids(list)).toEqual([1, 2, 3, 4]);
  expect(list.slice(2, 6)).toEqual([newer, row(4), null, null]);
});

test('rows go', () => {
  const list = new RowList();
  for (const id of [1, 2, 3, 4]) list.put(row(id));
  list.remove(3);
  list.remove(9);
  list.forgetBefore(2);
  expect(ids(list)).toEqual([2, 4]);
});
