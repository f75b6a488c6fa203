import { readCapture } from '../capture/file/open-capture.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import { CaptureDecoder, type ReadEvent } from './capture-decoder.ts';
import { CaptureFacts } from './capture-facts.ts';
import { type DecodeOptions, decodeFile } from './decode-file.ts';

export interface ReadOptions extends PipelineOptions, DecodeOptions {}

/**
 * Reads a capture file, or standard input, through the pipeline. Events come in batches, one for each piece
 * of the file; with a speed, one for each moment that something happened.
 */
export async function* readExchanges(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[]> {
  const decoder = new CaptureDecoder(new CaptureFacts(path), options);
  for await (const _step of decodeFile(readCapture(path), path, decoder, options)) {
    if (decoder.hasEvents) yield decoder.takeBatch();
  }
}
