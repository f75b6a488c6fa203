import { describe, expect, test } from 'vitest';
import { exporters } from '../../../src/views/export/exporters.ts';
import { capture, captureSummary } from '../../builders/capture.ts';
import { connection } from '../../builders/connection.ts';
import { buildExchange, exchange } from '../../builders/exchange.ts';

describe.each(Object.entries(exporters))('%s', (_name, format) => {
  const exported = (): string => {
    const exporter = format.make({ showSecrets: false, toolVersion: '0.1.0' });
    return [
      exporter.begin(capture()),
      exporter.exchange(exchange()),
      exporter.exchange(buildExchange()),
      exporter.connection(connection()),
      exporter.end(captureSummary()),
    ].join('');
  };

  test('ends with a line break and holds no secret', () => {
    expect(exported()).toMatch(/\n$/);
    expect(exported()).not.toMatch(/hunter2|s3cret|topsecret|idtoken/);
  });

  test('two exports of the same records are the same', () => {
    expect(exported()).toBe(exported());
  });

  test('has a description and a file ending', () => {
    expect(format.description).not.toBe('');
    expect(format.extension).toMatch(/^[a-z]+$/);
  });
});

test('the formats of the contract are there', () => {
  expect(Object.keys(exporters)).toEqual(expect.arrayContaining(['ndjson', 'json', 'text']));
});
