import { expect, test } from 'vitest';
import { exchangesPart } from '../../../src/views/report/exchanges-part.ts';
import { AT, dockerFacts, exchange, request, response } from '../../builders/exchange.ts';
import { exportedRecords } from './exported-records.ts';
import { reported } from './reported.ts';

test.each(['classic-build', 'registry', 'exec', 'buildkit-failures', 'gaps'])(
  'exchanges of %s, their times and bytes are those of the NDJSON',
  async (name) => {
    const path = `fixtures/${name}/capture.pcapng`;
    const [{ exchanges }, records] = [await reported(path), await exportedRecords(path)];
    const { plain, inner } = exchanges;
    const shown = [...plain.rows, ...inner.rows].sort((one, other) => one.id - other.id);
    expect(shown.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
    const micros = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 1000));
    expect(shown.map(({ tookMs }) => micros(tookMs))).toEqual(
      records.map(({ timing }) => micros(timing.totalMs)),
    );
    const sum = (count: (record: (typeof records)[number]) => number): number =>
      records.filter(({ docker }) => docker?.grpc == null).reduce((all, record) => all + count(record), 0);
    expect([plain.up, plain.down]).toEqual([
      sum(({ request: asked, hijack }) => (asked?.body.bytes ?? 0) + (hijack?.clientBytes ?? 0)),
      sum(({ response: answer, hijack }) => (answer?.body.bytes ?? 0) + (hijack?.serverBytes ?? 0)),
    ]);
  },
);

test('all begins with the first request', () => {
  const later = exchange({ id: 2, request: request({ time: AT + 5000 }) });
  const { rows } = exchangesPart([exchange(), later]).plain;
  expect(rows.map(({ id, startMs }) => [id, startMs])).toEqual([
    [1, 0],
    [2, 5],
  ]);
});

test('of thousands those that failed stay, and then the longest', () => {
  const timing = { sendMs: 0, waitMs: 1, receiveMs: 0 };
  const many = Array.from({ length: 5000 }, (_, index) =>
    exchange({ id: index + 1, timing: { ...timing, totalMs: index === 4000 ? 9000 : 1 } }),
  );
  const failed = exchange({
    id: 6000,
    response: response(404),
    docker: dockerFacts({ error: { code: 404, message: 'No such image: web\nand more' } }),
  });
  const { rows, total } = exchangesPart([...many, failed]).plain;
  expect([rows.length, total]).toEqual([250, 5001]);
  expect(rows.some(({ id }) => id === 4001)).toBe(true);
  expect(rows.at(-1)).toMatchObject({ id: 6000, failed: true, message: 'No such image: web' });
});

test('of nothing there is nothing', () => {
  expect(exchangesPart([])).toMatchObject({ start: null, lengthMs: 0, plain: { rows: [], total: 0 } });
});
