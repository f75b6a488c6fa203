import { readCapture } from '../capture/file/open-capture.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { CaptureDecoder } from './capture-decoder.ts';
import { CaptureFacts } from './capture-facts.ts';
import type { CaptureRun } from './capture-run.ts';
import { decodeFile } from './decode-file.ts';
import type { Speed } from './pace.ts';

export interface FileRequest {
  readonly kind: 'file';
  /** `-` for standard input. */
  readonly path: string;
  readonly speed: Speed;
}

/** A saved capture, or one that comes over standard input. */
export function openFile({ path, speed }: FileRequest, options: PipelineOptions): CaptureRun {
  const stopped = new AbortController();
  const decoder = new CaptureDecoder(new CaptureFacts(path), options);
  return {
    source: path === '-' ? 'standard input' : path,
    state: 'reading',
    reason: null,
    privateFolder: null,
    path: () => (path === '-' ? null : path),
    decoder,
    steps: () => decodeFile(readCapture(path), path, decoder, { speed, interrupted: stopped.signal }),
    stop: () => stopped.abort(),
    drops: () => null,
    message: () => null,
    close: () => {},
  };
}
