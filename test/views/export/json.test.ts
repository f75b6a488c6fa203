import { expect, test } from 'vitest';
import { JsonExporter } from '../../../src/views/export/json.ts';
import { capture, captureSummary } from '../../builders/capture.ts';
import { connection } from '../../builders/connection.ts';
import { buildExchange, exchange } from '../../builders/exchange.ts';
import { expectSchema } from '../../ndjson-schema.ts';

const options = { showSecrets: false, toolVersion: '0.1.0' };

interface Document {
  readonly capture: { readonly type: string };
  readonly exchanges: readonly { readonly type: string; readonly id: number }[];
  readonly connections: readonly { readonly type: string; readonly id: number }[];
  readonly summary: { readonly type: string };
}

test('one document of the same records, in whatever order they come', () => {
  const exporter = new JsonExporter(options);
  const text = [
    exporter.begin(capture()),
    exporter.exchange(buildExchange()),
    exporter.connection(connection()),
    exporter.exchange(exchange()),
    exporter.connection(connection({ id: 2 })),
    exporter.end(captureSummary()),
  ].join('');
  const document = JSON.parse(text) as Document;
  expect(document.exchanges.map(({ id }) => id)).toEqual([2, 1]);
  expect(document.connections.map(({ id }) => id)).toEqual([1, 2]);
  for (const record of [document.capture, ...document.exchanges, ...document.connections, document.summary]) {
    expectSchema(record);
  }
});

test('a document of nothing', () => {
  const exporter = new JsonExporter(options);
  const document = JSON.parse(exporter.begin(capture()) + exporter.end(captureSummary())) as Document;
  expect([document.exchanges, document.connections]).toEqual([[], []]);
});

test('exchanges are written as they come', () => {
  const exporter = new JsonExporter(options);
  expect(exporter.begin(capture())).toContain('"capture"');
  expect(exporter.exchange(exchange())).toContain('"exchange"');
});
