import { expect, test } from 'vitest';
import { TextExporter } from '../../../src/views/export/text.ts';
import { captureSummary } from '../../builders/capture.ts';
import { exchange } from '../../builders/exchange.ts';

test('lines in UTC and the summary', () => {
  const exporter = new TextExporter();
  expect(exporter.exchange(exchange())).toMatch(/^10:31:02\.123 {2}docker 28\.2 .* ping .* 200 +2 ms\n$/);
  expect(exporter.end(captureSummary())).toBe(
    '2 exchanges, 1 connection, 1 failed · 1,204 packets, 1.3 MB, over 12 s, 0 dropped\n',
  );
});
