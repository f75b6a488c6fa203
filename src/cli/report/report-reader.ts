import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Evidence } from '../../diagnosis/evidence.ts';
import type { ReadEvent } from '../../engine/capture-decoder.ts';
import type { Capture, CaptureSummary } from '../../model/capture.ts';
import { makeReport, type Report } from '../../views/report/report.ts';
import type { CommandRun } from '../../views/report/verdict.ts';
import { TrafficReader } from '../check/read-traffic.ts';
import { version } from '../version.ts';

/** Gathers from a capture's records what a report is made of. */
export class ReportReader {
  readonly #traffic = new TrafficReader();
  #capture: Capture | null = null;
  #summary: CaptureSummary | null = null;

  take(event: ReadEvent): void {
    if (event.kind === 'capture') this.#capture = event.capture;
    else if (event.kind === 'summary') this.#summary = event.summary;
    else this.#traffic.take(event);
  }

  /** `file` as the user named it; `run` null for a capture that somebody saved. */
  report(
    file: string,
    run: CommandRun | null,
    { environment, baseline }: Pick<Evidence, 'environment' | 'baseline'>,
  ): Report {
    const traffic = this.#traffic.traffic();
    return makeReport({
      file,
      capture: this.#capture,
      summary: this.#summary,
      exchanges: traffic.exchanges,
      connections: traffic.connections,
      diagnosis: diagnose({ traffic, environment, probe: null, baseline }),
      run,
      toolVersion: version,
    });
  }
}
