import type { Capture, CaptureSummary } from '../../model/capture.ts';
import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import { toCaptureJson, toSummaryJson } from './capture-json.ts';
import { toConnectionJson } from './connection-json.ts';
import { toExchangeJson } from './exchange-json.ts';
import type { Exporter, ExportOptions } from './exporter.ts';
import { maskSecrets, type SecretText, showSecrets } from './secret-text.ts';

/**
 * One document `{capture, exchanges, connections, summary}` of the objects that NDJSON has. Exchanges, which
 * may be large, are written as they complete; connections, which end in between and are small, wait.
 */
export class JsonExporter implements Exporter {
  readonly #options: ExportOptions;
  readonly #secretText: SecretText;
  readonly #connections: string[] = [];
  #exchanges = 0;

  constructor(options: ExportOptions) {
    this.#options = options;
    this.#secretText = options.showSecrets ? showSecrets : maskSecrets;
  }

  begin(capture: Capture): string {
    return `{"capture":${JSON.stringify(toCaptureJson(capture, this.#options))},\n"exchanges":[`;
  }

  connection(connection: Connection): string {
    this.#connections.push(JSON.stringify(toConnectionJson(connection)));
    return '';
  }

  exchange(exchange: Exchange): string {
    this.#exchanges += 1;
    const comma = this.#exchanges === 1 ? '' : ',';
    return `${comma}\n${JSON.stringify(toExchangeJson(exchange, this.#secretText))}`;
  }

  end(summary: CaptureSummary): string {
    const connections = this.#connections.map((connection) => `\n${connection}`).join(',');
    return `],\n"connections":[${connections}],\n"summary":${JSON.stringify(toSummaryJson(summary))}}\n`;
  }
}
