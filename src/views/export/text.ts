import type { CaptureSummary } from '../../model/capture.ts';
import type { Exchange } from '../../model/exchange.ts';
import { ExchangeLines } from '../text/exchange-lines.ts';
import { summaryLines } from '../text/summary-lines.ts';
import { textOptions } from '../text/text-options.ts';
import { utc } from '../view-model/format-time.ts';
import type { Exporter } from './exporter.ts';

/** The lines that a replay prints, but in UTC, uncut and without colour, so that two exports can be compared. */
export class TextExporter implements Exporter {
  readonly #options = textOptions({ color: false, unicode: true, width: null, utcOffset: utc });
  readonly #lines = new ExchangeLines(this.#options);

  begin(): string {
    return '';
  }

  connection(): string {
    return '';
  }

  exchange(exchange: Exchange): string {
    return joined(this.#lines.lines(exchange));
  }

  end(summary: CaptureSummary): string {
    return joined(summaryLines(summary, this.#options));
  }
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
