import type { Capture, CaptureSummary } from '../../model/capture.ts';
import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import { toCaptureJson, toSummaryJson } from './capture-json.ts';
import { toConnectionJson } from './connection-json.ts';
import { toExchangeJson } from './exchange-json.ts';
import type { Exporter, ExportOptions } from './exporter.ts';
import { maskSecrets, type SecretText, showSecrets } from './secret-text.ts';

/** One JSON object a line; `docs/ndjson.schema.json` describes each of them. */
export class NdjsonExporter implements Exporter {
  readonly #options: ExportOptions;
  readonly #secretText: SecretText;

  constructor(options: ExportOptions) {
    this.#options = options;
    this.#secretText = options.showSecrets ? showSecrets : maskSecrets;
  }

  begin(capture: Capture): string {
    return line(toCaptureJson(capture, this.#options));
  }

  connection(connection: Connection): string {
    return line(toConnectionJson(connection));
  }

  exchange(exchange: Exchange): string {
    return line(toExchangeJson(exchange, this.#secretText));
  }

  end(summary: CaptureSummary): string {
    return line(toSummaryJson(summary));
  }
}

function line(record: object): string {
  return `${JSON.stringify(record)}\n`;
}
