import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StatsReader } from '../../../src/docker/progress/stats-reader.ts';
import { jsonStream } from '../../builders/json-stream.ts';

function read(...values: readonly unknown[]) {
  const reader = new StatsReader();
  reader.push(jsonStream(...values), 1);
  reader.end(2, false);
  return reader.rows();
}

test('the columns of docker stats', () => {
  // 10 of 200 units of CPU time on 4 CPUs: 20 %. Memory without 1 MiB of page cache.
  const sample = {
    read: '2024-11-24T08:00:00.123456789Z',
    cpu_stats: { cpu_usage: { total_usage: 110 }, system_cpu_usage: 1200, online_cpus: 4 },
    precpu_stats: { cpu_usage: { total_usage: 100 }, system_cpu_usage: 1000 },
    memory_stats: { usage: 3 * 1048576, limit: 2 * 1073741824, stats: { inactive_file: 1048576 } },
    networks: { eth0: { rx_bytes: 1500, tx_bytes: 0 }, eth1: { rx_bytes: 500, tx_bytes: 20 } },
    blkio_stats: {
      io_service_bytes_recursive: [
        { op: 'Read', value: 4096 },
        { op: 'write', value: 1 },
      ],
    },
    pids_stats: { current: 3 },
  };
  expect(read(sample)).toEqual({
    count: 1,
    rows: [
      {
        time: '2024-11-24T08:00:00.123456789Z',
        text: 'CPU 20.00%, memory 2.000 MiB of 2.000 GiB, network 2.000 kB in 20 B out, block 4.096 kB read 1 B written, PIDs 3',
      },
    ],
  });
});

test('a container that does not run has zeroes', () => {
  expect(read({ read: '0001-01-01T00:00:00Z', cpu_stats: {}, memory_stats: {} }).rows[0]?.text).toBe(
    'CPU 0.00%, memory 0 B of 0 B, network 0 B in 0 B out, block 0 B read 0 B written, PIDs 0',
  );
});

test('no value makes it throw', () => {
  const sample = fc.record({
    cpu_stats: fc.jsonValue(),
    memory_stats: fc.jsonValue(),
    networks: fc.jsonValue(),
  });
  fc.assert(fc.property(sample, (value) => void read(value)));
});
