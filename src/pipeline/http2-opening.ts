import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { pipelineIssueCodes } from './issue-codes.ts';

const CODE = 'pipeline/not-http2' as const satisfies keyof typeof pipelineIssueCodes;
/** Length of a frame's head, of which the fourth byte is its type (RFC 9113, section 4.1). */
const FRAME_HEAD = 9;
const SETTINGS = 4;
/** The preface of the side that asks begins so (section 3.4); on a session that is the daemon's. */
const PREFACE = 'PRI * HTTP/2.0';
/** What is shown of an answer that is none. */
const MAX_SHOWN = 80;

/**
 * Looks at the first bytes of the daemon's side of a connection that was handed over to HTTP/2, until they are
 * seen to be that, or are not: then what they say is worth more than that frames cannot be read.
 */
export class Http2Opening {
  #held: Uint8Array<ArrayBufferLike> = new Uint8Array();
  #settled = false;

  /** An issue, once, where the side begins with something else. */
  push(bytes: Uint8Array, at: Timestamp): Issue | null {
    if (this.#settled) return null;
    this.#held = Buffer.concat([this.#held, bytes.subarray(0, MAX_SHOWN)]);
    if (this.#held.length < FRAME_HEAD) return null;
    if (this.#isHttp2()) return this.#settle();
    return this.#held.length < MAX_SHOWN && !this.#held.includes(0x0a) ? null : this.#tell(at);
  }

  /** No more comes. */
  end(at: Timestamp): Issue | null {
    return this.#settled || this.#held.length < FRAME_HEAD ? null : this.#tell(at);
  }

  /** Bytes are missing: nobody can tell any more. */
  gap(): void {
    this.#settle();
  }

  #isHttp2(): boolean {
    const [first, second] = this.#held;
    // A SETTINGS frame is short, so that the upper bytes of its length are 0.
    const settings = first === 0 && second === 0 && this.#held[3] === SETTINGS;
    return settings || PREFACE.startsWith(text(this.#held.subarray(0, PREFACE.length)));
  }

  #tell(at: Timestamp): Issue {
    this.#settle();
    const line = text(this.#held).split(/\r?\n/)[0]!.slice(0, MAX_SHOWN);
    const said = /^[\x20-\x7e]+$/.test(line)
      ? `"${line}"`
      : this.#held[0] === 0x16
        ? 'a TLS record'
        : 'other bytes';
    return {
      kind: 'issue',
      code: CODE,
      message: `where HTTP/2 was agreed on, the daemon's side began with ${said}`,
      at,
    };
  }

  #settle(): null {
    this.#settled = true;
    return null;
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
