import { closeSync, openSync } from 'node:fs';
import { followCapture } from '../capture/file/follow-capture.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { CaptureDecoder } from './capture-decoder.ts';
import { CaptureFacts } from './capture-facts.ts';
import type { CaptureRun } from './capture-run.ts';

export interface FollowRequest {
  readonly kind: 'follow';
  /** A capture file that another part of the program writes, until this run is stopped. */
  readonly path: string;
  /** Its name for the user; null where it has none. */
  readonly name: string | null;
  /** What a person would call the source: addresses. */
  readonly source: string;
}

/** A capture file that grows while it is read: the proxy's. */
export function openFollowed({ path, name, source }: FollowRequest, options: PipelineOptions): CaptureRun {
  const file = { path, descriptor: openSync(path, 'r'), finished: false };
  const decoder = new CaptureDecoder(new CaptureFacts(name, 'proxy'), options);
  return {
    source,
    state: 'live',
    reason: null,
    privateFolder: null,
    path: () => path,
    decoder,
    async *steps() {
      for await (const events of followCapture(file)) {
        for (const event of events) decoder.take(event);
        yield;
      }
      decoder.end();
      yield;
    },
    stop: () => {
      file.finished = true;
    },
    drops: () => null,
    message: () => null,
    close: () => closeSync(file.descriptor),
  };
}
