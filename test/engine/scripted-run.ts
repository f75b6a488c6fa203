import type { ReadEvent } from '../../src/engine/capture-decoder.ts';
import { CaptureDecoder } from '../../src/engine/capture-decoder.ts';
import { CaptureFacts } from '../../src/engine/capture-facts.ts';
import type { CaptureRun } from '../../src/engine/capture-run.ts';

/** A run whose decoder gives what a test hands it. */
export function scriptedRun(message: string | null = null): {
  readonly run: CaptureRun;
  readonly happens: (...events: readonly ReadEvent[]) => void;
} {
  let batch: ReadEvent[] = [];
  const decoder = new CaptureDecoder(new CaptureFacts(null));
  decoder.takeBatch = () => {
    const taken = batch;
    batch = [];
    return taken;
  };
  const run: CaptureRun = {
    source: 'a test',
    state: 'live',
    reason: null,
    privateFolder: null,
    path: () => null,
    decoder,
    async *steps() {},
    stop() {},
    drops: () => 7,
    message: () => message,
    close() {},
  };
  return { run, happens: (...events) => batch.push(...events) };
}
