import { expect, test } from 'vitest';
import { EventRowList } from '../../../src/docker/progress/event-row-list.ts';

test('counts all and keeps the newest 500', () => {
  const list = new EventRowList();
  for (let index = 1; index <= 501; index += 1) list.add(null, `row ${index}`);
  const { count, rows } = list.rows();
  expect(count).toBe(501);
  expect(rows).toHaveLength(500);
  expect(rows[0]).toEqual({ time: null, text: 'row 2' });
});
