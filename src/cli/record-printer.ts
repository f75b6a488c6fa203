import type { ReadEvent } from '../engine/capture-decoder.ts';
import type { Exporter } from '../views/export/exporter.ts';
import { ExchangeLines } from '../views/text/exchange-lines.ts';
import { explainBuild } from '../views/text/explain-build.ts';
import { summaryLines } from '../views/text/summary-lines.ts';
import type { TextOptions } from '../views/text/text-options.ts';

/** A capture's records as they come in, text to be written in their place out. */
export type RecordPrinter = (events: readonly ReadEvent[]) => string;

/** Builds that are explained at the end; their text waits in memory until then. */
const MAX_EXPLAINED = 10;

/** One line for each exchange; at the end what every docker build sent, and what there was in all. */
export function linesPrinter(options: TextOptions): RecordPrinter {
  const exchanges = new ExchangeLines(options);
  const builds: (readonly string[])[] = [];
  const linesOf = (event: ReadEvent): readonly string[] => {
    if (event.kind === 'exchange-closed') {
      const { exchange } = event;
      const { build } = exchange.docker;
      if (build !== null && builds.length < MAX_EXPLAINED) {
        builds.push(explainBuild(exchange, build, options));
      }
      return exchanges.lines(exchange);
    }
    if (event.kind !== 'summary') return [];
    const explained = builds.flatMap((build) => ['', ...build]);
    return [...explained, '', ...summaryLines(event.summary, options)];
  };
  return (events) =>
    events
      .flatMap(linesOf)
      .map((line) => `${line}\n`)
      .join('');
}

/** What an exporter makes of them. */
export function exportPrinter(exporter: Exporter): RecordPrinter {
  return (events) => events.map((event) => exported(event, exporter)).join('');
}

function exported(event: ReadEvent, exporter: Exporter): string {
  switch (event.kind) {
    case 'capture':
      return exporter.begin(event.capture);
    case 'connection-closed':
      return exporter.connection(event.connection);
    case 'exchange-closed':
      return exporter.exchange(event.exchange);
    case 'summary':
      return exporter.end(event.summary);
    default:
      return '';
  }
}
