import { describe, expect, test } from 'vitest';
import { ExchangeList, type ListEntry } from '../../../src/views/view-model/exchange-list.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { exchange } from '../../builders/exchange.ts';

function row(id: number, command: number, tookMs = id) {
  return { ...exchangeRow(exchange({ id, summary: `call ${id}` })), command, tookMs };
}

function commandOf(id: number, main: number, calls: number) {
  return { ...row(main, id), id, main, calls };
}

/** Calls 1, 2 and 4 of one command, 3 and 5 by themselves. */
function list(): ExchangeList {
  const made = new ExchangeList();
  for (const [id, command] of [
    [1, 1],
    [2, 1],
    [3, 3],
    [4, 1],
    [5, 5],
  ] as const) {
    made.put(row(id, command));
  }
  made.putCommand(commandOf(1, 2, 3));
  return made;
}

const name = (entry: ListEntry) =>
  entry.kind === 'command' ? `${entry.row.id}+${entry.shown}` : `${entry.inside ? ' ' : ''}${entry.row.id}`;

const lines = (of: ExchangeList) => of.entries(0, of.length).map(name);

describe('folding', () => {
  test('one command, and all of them', () => {
    const made = list();
    expect(lines(made)).toEqual(['1+3', '3', '5']);
    made.toggle(1);
    expect(lines(made)).toEqual(['1+3', ' 1', ' 2', ' 4', '3', '5']);
    made.toggleAll();
    expect(lines(made)).toEqual(['1+3', ' 1', ' 2', ' 4', '3', '5']);
    made.toggleAll();
    expect(lines(made)).toEqual(['1+3', '3', '5']);
  });

  test('a call that comes later stands in its place', () => {
    const made = list();
    made.toggle(1);
    made.put(row(6, 1));
    expect(lines(made)).toEqual(['1+4', ' 1', ' 2', ' 4', ' 6', '3', '5']);
  });

  test('a line is found again, or what it is folded away in', () => {
    const made = list();
    made.toggle(1);
    const anchor = made.anchorAt(2);
    expect(made.placeOf(anchor as number)).toBe(2);
    made.toggle(1);
    expect(made.placeOf(anchor as number)).toBe(0);
    expect(made.placeOf(99)).toBeNull();
  });
});

describe('what is let go or filtered out', () => {
  test('takes its command along when none of its calls is left', () => {
    const made = list();
    made.remove(3);
    made.forgetBefore(5);
    expect(lines(made)).toEqual(['5']);
    expect(made.size).toBe(1);
    expect(made.row(1)).toBeNull();
  });

  test('leaves the count of calls that are shown', () => {
    const made = list();
    made.remove(2);
    expect(lines(made)).toEqual(['1+2', '3', '5']);
    expect(made.commandOf(4)?.calls).toBe(3);
  });
});

describe('sorting', () => {
  test('by a column, either way, and new rows go where they belong', () => {
    const made = list();
    made.arrange({ sort: 'took', reverse: false });
    expect(lines(made)).toEqual(['5', '3', '1+3']);
    made.put(row(6, 6, 4));
    expect(lines(made)).toEqual(['5', '6', '3', '1+3']);
    made.arrange({ sort: 'took', reverse: true });
    expect(lines(made)).toEqual(['1+3', '3', '6', '5']);
    made.arrange({ sort: 'time', reverse: false });
    expect(lines(made)).toEqual(['1+3', '3', '5', '6']);
  });

  test('by time also where rows come late', () => {
    const made = new ExchangeList();
    for (const id of [2, 1, 3]) made.put(row(id, id));
    expect(lines(made)).toEqual(['1', '2', '3']);
  });
});

test('the next line that is so, and the neighbour of an exchange', () => {
  const made = list();
  expect(made.find(0, 1, ({ row: { id } }) => id === 5)).toBe(2);
  expect(made.find(2, -1, ({ kind }) => kind === 'command')).toBe(0);
  expect(made.find(0, 1, () => false)).toBeNull();
  const neighbour = (id: number, isCommand: boolean, by: 1 | -1) => {
    const found = made.neighbour(id, isCommand, by);
    return found === null ? null : name(found);
  };
  expect([neighbour(3, false, 1), neighbour(3, false, -1), neighbour(5, false, 1)]).toEqual([
    '5',
    '1+3',
    null,
  ]);
  made.toggle(1);
  expect([neighbour(2, true, 1), neighbour(2, false, 1)]).toEqual([' 1', ' 4']);
});
