import type { Traffic } from '../../diagnosis/traffic.ts';
import type { ReadEvent } from '../../engine/capture-decoder.ts';
import type { Capture, CaptureSummary } from '../../model/capture.ts';
import type { FindingsReport } from '../../views/findings/findings-report.ts';
import { makeReport, type Report } from '../../views/report/report.ts';
import type { CommandRun } from '../../views/report/verdict.ts';
import { TrafficReader } from '../check/read-traffic.ts';
import { version } from '../version.ts';

/** Gathers from a capture's records what rules look at and what a report is made of. */
export class ReportReader {
  readonly #reader = new TrafficReader();
  #capture: Capture | null = null;
  #summary: CaptureSummary | null = null;
  #traffic: Traffic | null = null;

  take(event: ReadEvent): void {
    if (event.kind === 'capture') this.#capture = event.capture;
    else if (event.kind === 'summary') this.#summary = event.summary;
    else this.#reader.take(event);
  }

  /** When all is taken. */
  get traffic(): Traffic {
    this.#traffic ??= this.#reader.traffic();
    return this.#traffic;
  }

  /** `file` as the user named it; `run` null for a capture that somebody saved. */
  report(
    file: string,
    run: CommandRun | null,
    { findings, judged, notJudged }: Pick<FindingsReport, 'findings' | 'judged' | 'notJudged'>,
  ): Report {
    return makeReport({
      file,
      capture: this.#capture,
      summary: this.#summary,
      exchanges: this.traffic.exchanges,
      connections: this.traffic.connections,
      diagnosis: { findings, judged: judged.length, notJudged: notJudged.map(({ id }) => id) },
      run,
      toolVersion: version,
    });
  }
}
