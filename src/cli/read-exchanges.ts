import type { CaptureFileEvent } from '../capture/file/capture-file-event.ts';
import { readCapture } from '../capture/file/open-capture.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { Capture, CaptureSummary } from '../model/capture.ts';
import { Pipeline, type PipelineOptions } from '../pipeline/pipeline.ts';
import type { PipelineEvent } from '../pipeline/pipeline-event.ts';
import { CaptureTally } from '../views/view-model/capture-tally.ts';
import { CaptureFacts } from './capture-facts.ts';
import { ProgramError } from './exit.ts';
import { interruptible } from './interruptible.ts';
import type { Speed } from './options.ts';
import { Pace } from './pace.ts';

/** `capture` first, then what happened, then `summary`. */
export type ReadEvent =
  | { readonly kind: 'capture'; readonly capture: Capture }
  | PipelineEvent
  | { readonly kind: 'summary'; readonly summary: CaptureSummary };

export interface ReadOptions extends PipelineOptions {
  readonly speed?: Speed;
  /** Aborted: reading stops, and what is open is said as it stands. */
  readonly interrupted?: AbortSignal;
}

/** Issues after which there is nothing to show: what was named is no capture at all. */
const FATAL_ISSUES: ReadonlySet<string> = new Set(['capture/not-a-capture', 'capture/empty']);

/**
 * Reads a capture file, or standard input, through the pipeline. Events come in batches, one for each piece
 * of the file; with a speed, one for each moment that something happened.
 */
export async function* readExchanges(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const pipeline = new Pipeline(options);
  const facts = new CaptureFacts(path);
  const tally = new CaptureTally();
  const pace = new Pace(options.speed ?? 'max', options.interrupted);
  let begun = false;
  let batch: ReadEvent[] = [];
  const add = (events: readonly PipelineEvent[]): void => {
    for (const event of events) {
      if (event.kind === 'connection-closed') tally.connection();
      else if (event.kind === 'exchange-closed') tally.exchange(event.exchange);
      else if (event.kind === 'issue') tally.issue(event);
      batch.push(event);
    }
  };
  const begin = (start: Timestamp | null): void => {
    if (begun) return;
    begun = true;
    batch.unshift({ kind: 'capture', capture: facts.capture(start) });
  };
  const take = (): readonly ReadEvent[] => {
    const taken = batch;
    batch = [];
    return taken;
  };

  for await (const events of interruptible(readCapture(path), options.interrupted)) {
    for (const event of events) {
      facts.take(event);
      if (event.kind === 'packet') {
        begin(event.at);
        if (pace.mustWait(event.at)) {
          if (batch.length > 0) yield take();
          await pace.wait(event.at);
        }
        add(pipeline.packet(event));
      } else if (event.kind === 'capture-interface') {
        pipeline.addInterface();
      } else if (event.kind === 'issue') {
        stopAtFatal(path, event);
        add([event]);
      }
      if (options.interrupted?.aborted) break;
    }
    if (options.interrupted?.aborted) break;
    if (begun && batch.length > 0) yield take();
  }
  begin(null);
  add(pipeline.end());
  batch.push({ kind: 'summary', summary: tally.summary(pipeline.counts(), facts.drops()) });
  yield take();
}

function stopAtFatal(path: string, { code, message }: Extract<CaptureFileEvent, { kind: 'issue' }>): void {
  if (!FATAL_ISSUES.has(code)) return;
  throw new ProgramError(`cannot read ${path === '-' ? 'standard input' : path}: ${message}`);
}
