import type { Capture, CaptureSummary } from '../../model/capture.ts';
import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';

/**
 * Turns records into text as they come: `begin` first, then connections as they end and exchanges as they
 * complete, then `end`. Each call returns what is to be written next, so nothing waits for the last packet.
 */
export interface Exporter {
  begin(capture: Capture): string;
  connection(connection: Connection): string;
  exchange(exchange: Exchange): string;
  end(summary: CaptureSummary): string;
}

export interface ExportOptions {
  /** Writes secrets as they were sent; otherwise each is the mask. */
  readonly showSecrets: boolean;
  /** Version of this program, for the output's head. */
  readonly toolVersion: string;
}

/** An exporter's row in the table that the command line's help and the tests read. */
export interface ExportFormat {
  readonly description: string;
  /** Ending of a file's name, without the dot. */
  readonly extension: string;
  readonly make: (options: ExportOptions) => Exporter;
}
