import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { BodyReader } from '../bodies/body-reader.ts';
import { dockerIssue } from '../issue-codes.ts';
import { JsonLinesReader } from './json-lines-reader.ts';

/** A body that is a stream of JSON values; what they mean is for `take`, called once for each with its time. */
export abstract class JsonStreamReader implements BodyReader {
  readonly #lines = new JsonLinesReader();
  readonly #issues: Issue[] = [];

  protected abstract take(value: unknown, at: Timestamp): void;

  push(bytes: Uint8Array, at: Timestamp): void {
    for (const value of this.#lines.push(bytes)) this.take(value, at);
    this.#report(at);
  }

  gap(missing: number, _at: Timestamp): void {
    this.#lines.gap(missing);
  }

  end(at: Timestamp, complete: boolean): void {
    this.#lines.end(complete);
    this.#report(at);
  }

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  /** One issue for each kind of trouble, when it is first met: a body of noise is one trouble. */
  #report(at: Timestamp): void {
    const { firstGarbage, oversized } = this.#lines;
    if (firstGarbage !== null && !this.#has('docker/json-garbage')) {
      const message = `the stream of JSON values holds other bytes from offset ${firstGarbage} on`;
      this.#issues.push(dockerIssue('docker/json-garbage', message, at, firstGarbage));
    }
    if (oversized > 0 && !this.#has('docker/json-value-too-large')) {
      const message = 'a JSON value is too large to be read and was passed over';
      this.#issues.push(dockerIssue('docker/json-value-too-large', message, at));
    }
  }

  #has(code: string): boolean {
    return this.#issues.some((issue) => issue.code === code);
  }
}
