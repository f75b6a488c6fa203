import type { CaptureFileEvent } from '../capture/file/capture-file-event.ts';
import { CaptureOpenError } from '../capture/file/capture-open-error.ts';
import type { Issue } from '../layer/issue.ts';
import type { CaptureDecoder } from './capture-decoder.ts';
import { interruptible } from './interruptible.ts';
import { Pace, type Speed } from './pace.ts';

export interface DecodeOptions {
  readonly speed?: Speed | undefined;
  /** Aborted: reading stops, and what is open is said as it stands. */
  readonly interrupted?: AbortSignal | undefined;
}

/** Issues after which there is nothing to show: what was named is no capture at all. */
const FATAL_ISSUES: ReadonlySet<string> = new Set(['capture/not-a-capture', 'capture/empty']);

/**
 * Feeds a capture to `decoder`, to its end; a step after each piece of it, and with a speed one before each
 * wait. Throws `CaptureOpenError` for what is no capture; `path` is its name for a person.
 */
export async function* decodeFile(
  capture: AsyncIterable<readonly CaptureFileEvent[]>,
  path: string,
  decoder: CaptureDecoder,
  { speed = 'max', interrupted }: DecodeOptions,
): AsyncGenerator<void> {
  const pace = new Pace(speed, interrupted);
  for await (const events of interruptible(capture, interrupted)) {
    for (const event of events) {
      if (event.kind === 'packet' && pace.mustWait(event.at)) {
        decoder.begin(event.at);
        yield;
        await pace.wait(event.at);
      }
      if (event.kind === 'issue') stopAtFatal(path, event);
      decoder.take(event);
      if (interrupted?.aborted) break;
    }
    if (interrupted?.aborted) break;
    yield;
  }
  decoder.end();
  yield;
}

function stopAtFatal(path: string, { code, message }: Issue): void {
  if (!FATAL_ISSUES.has(code)) return;
  const name = path === '-' ? 'standard input' : path;
  throw new CaptureOpenError('unreadable', `cannot read ${name}: ${message}`);
}
