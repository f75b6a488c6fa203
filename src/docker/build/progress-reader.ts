import type { Timestamp } from '../../layer/origin.ts';
import type { BuildStep } from '../../model/build.ts';
import type { DockerError } from '../../model/docker-error.ts';
import type { Progress } from '../../model/docker-facts.ts';
import { readErrorDetail } from '../json/error-answer.ts';
import { JsonStreamReader } from '../json/json-stream-reader.ts';
import { member, textMember } from '../json/parse-json.ts';
import { ProgressTally } from '../progress/progress-tally.ts';
import { Steps } from './steps.ts';

/** How a build went, as far as its answer has been read. */
export interface BuildProgress {
  readonly steps: readonly BuildStep[];
  /** Full (`sha256:…`) where the daemon told it, else the short one; null where the build failed. */
  readonly imageId: string | null;
  readonly taggedAs: readonly string[];
  readonly error: DockerError | null;
  /** Layers that FROM pulled; null where none were. */
  readonly pull: Progress | null;
}

/** Takes a `StatusResponse` of BuildKit. */
type Trace = (bytes: Uint8Array, at: Timestamp) => void;

const ignoreTrace: Trace = () => {};

/**
 * Reads the answer of `POST /build`: the classic builder's stream. Of BuildKit's answer on the same path it
 * takes the image id and the error, and hands on the protobuf in `moby.buildkit.trace` values.
 */
export class BuildProgressReader extends JsonStreamReader {
  readonly #steps: Steps;
  readonly #trace: Trace;
  readonly #pull = new ProgressTally();
  #pulled = false;
  #imageId: string | null = null;
  #error: DockerError | null = null;

  /** `startedAt` is the time of the request's first byte, from which steps count. */
  constructor(startedAt: Timestamp, trace: Trace = ignoreTrace) {
    super();
    this.#trace = trace;
    this.#steps = new Steps(startedAt);
  }

  protected override take(value: unknown, at: Timestamp): void {
    const id = textMember(value, 'id');
    if (id === 'moby.buildkit.trace') {
      this.#trace(Buffer.from(textMember(value, 'aux') ?? '', 'base64'), at);
      return;
    }
    const stream = textMember(value, 'stream');
    if (stream !== null) this.#stream(stream, at);
    // With `q=1` the only value is the id; BuildKit sends it as `moby.image.id`.
    const imageId = textMember(member(value, 'aux'), 'ID');
    if (imageId !== null) this.#named(imageId);
    if (textMember(value, 'status') !== null) {
      this.#pulled = true;
      this.#pull.add(value);
    }
    const error = readErrorDetail(value);
    if (error !== null) {
      this.#error = error;
      this.#steps.fail(error.message, at);
    }
  }

  result(): BuildProgress {
    return {
      steps: this.#steps.steps(),
      // A stage before the one that failed has an image, but the build has none.
      imageId: this.#error === null ? (this.#imageId ?? this.#steps.builtId) : null,
      taggedAs: this.#steps.taggedAs,
      error: this.#error,
      pull: this.#pulled ? this.#pull.progress() : null,
    };
  }

  #stream(text: string, at: Timestamp): void {
    const quiet = /^sha256:[0-9a-f]{64}\n?$/.test(text);
    if (quiet && this.#steps.steps().length === 0) this.#named(text.trim());
    else this.#steps.add(text, at);
  }

  #named(imageId: string): void {
    if (!/^sha256:[0-9a-f]{64}$/.test(imageId)) return;
    this.#imageId = imageId;
    this.#steps.nameImage(imageId);
  }
}
