import type { CaptureFileEvent } from '../capture/file/capture-file-event.ts';
import { CaptureOpenError } from '../capture/file/capture-open-error.ts';
import { readCapture } from '../capture/file/open-capture.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { CaptureDecoder, type ReadEvent } from './capture-decoder.ts';
import { CaptureFacts } from './capture-facts.ts';
import { interruptible } from './interruptible.ts';
import { Pace, type Speed } from './pace.ts';

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
  const decoder = new CaptureDecoder(new CaptureFacts(path), options);
  const pace = new Pace(options.speed ?? 'max', options.interrupted);
  for await (const events of interruptible(readCapture(path), options.interrupted)) {
    for (const event of events) {
      if (event.kind === 'packet' && pace.mustWait(event.at)) {
        decoder.begin(event.at);
        if (decoder.hasEvents) yield decoder.takeBatch();
        await pace.wait(event.at);
      }
      if (event.kind === 'issue') stopAtFatal(path, event);
      decoder.take(event);
      if (options.interrupted?.aborted) break;
    }
    if (options.interrupted?.aborted) break;
    if (decoder.hasEvents) yield decoder.takeBatch();
  }
  decoder.end();
  yield decoder.takeBatch();
}

/** Throws for an issue after which there is nothing to show. */
export function stopAtFatal(
  path: string,
  { code, message }: Extract<CaptureFileEvent, { kind: 'issue' }>,
): void {
  if (!FATAL_ISSUES.has(code)) return;
  throw new CaptureOpenError(
    'unreadable',
    `cannot read ${path === '-' ? 'standard input' : path}: ${message}`,
  );
}
