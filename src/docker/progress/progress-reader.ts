import type { Timestamp } from '../../layer/origin.ts';
import type { Progress } from '../../model/docker-facts.ts';
import { JsonStreamReader } from '../json/json-stream-reader.ts';
import { ProgressTally } from './progress-tally.ts';

/** Reads the answer of a pull, push, load, import or plugin pull. */
export class ProgressReader extends JsonStreamReader {
  readonly #tally = new ProgressTally();

  protected override take(value: unknown, _at: Timestamp): void {
    this.#tally.add(value);
  }

  progress(): Progress {
    return this.#tally.progress();
  }
}
