import { describe, expect, test } from 'vitest';
import { Connection } from '../../src/tcp/connection.ts';
import { ConnectionKey } from '../../src/tcp/connection-key.ts';
import { ConnectionTable } from '../../src/tcp/connection-table.ts';
import { CLOSED_CONNECTION_MEMORY, MAX_CLOSED_CONNECTIONS } from '../../src/tcp/limits.ts';
import { readSegment } from '../../src/tcp/segment.ts';
import { Conversation, START } from '../builders/tcp-conversation.ts';

/** A SYN and, made from it, a connection. */
function connection(aPort: number) {
  const { ip } = new Conversation({ aPort }).a.syn();
  const segment = readSegment(ip)!;
  const key = new ConnectionKey(ip, segment, true);
  const made = new Connection(key, aPort, segment, () => {}, { bytes: 0, arrivals: 0 });
  return { ip, segment, made };
}

function closedAt(table: ConnectionTable, aPort: number, at: number) {
  const one = connection(aPort);
  table.add(one.made);
  one.made.close('capture-end', null, at);
  table.retire(one.made);
  return one;
}

describe('ConnectionTable', () => {
  test('finds each of many, in any order', () => {
    const table = new ConnectionTable();
    const all = Array.from({ length: 500 }, (_, index) => connection(index + 1));
    for (const { made } of all) table.add(made);
    for (const { ip, segment, made } of [...all].reverse()) expect(table.find(ip, segment)).toBe(made);
    expect(table.open.size).toBe(500);
  });

  test('knows nothing of what was not added, and of what was removed', () => {
    const table = new ConnectionTable();
    const [one, other] = [connection(1), connection(2)];
    expect(table.find(one.ip, one.segment)).toBeNull();
    table.add(one.made);
    expect(table.find(other.ip, other.segment)).toBeNull();
    table.remove(one.made);
    expect(table.find(one.ip, one.segment)).toBeNull();
    expect(table.open.size).toBe(0);
  });

  test('keeps a closed connection for a minute', () => {
    const table = new ConnectionTable();
    const { ip, segment, made } = closedAt(table, 1, START);
    expect(table.open.size).toBe(0);
    table.forgetClosed(START + CLOSED_CONNECTION_MEMORY - 1);
    expect(table.find(ip, segment)).toBe(made);
    table.forgetClosed(START + CLOSED_CONNECTION_MEMORY);
    expect(table.find(ip, segment)).toBeNull();
  });

  test('keeps only so many closed connections, the latest', () => {
    const table = new ConnectionTable();
    const first = closedAt(table, 1, START);
    const second = closedAt(table, 2, START);
    for (let port = 3; port <= MAX_CLOSED_CONNECTIONS + 1; port += 1) closedAt(table, port, START);
    expect(table.find(first.ip, first.segment)).toBeNull();
    expect(table.find(second.ip, second.segment)).toBe(second.made);
  });
});
