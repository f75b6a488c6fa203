import type { Timestamp } from '../../layer/origin.ts';
import type { BuildStep } from '../../model/build.ts';
import type { BuildVertex, BuildWarning, VertexProgress } from '../../model/buildkit.ts';
import { QuietWatch } from '../build/quiet-watch.ts';
import { StepOutput } from '../build/step-output.ts';
import { decodeMessage } from '../protobuf/decode-message.ts';
import type { Message } from '../protobuf/message-type.ts';
import {
  statusResponse,
  type vertexLog,
  type vertexStatus,
  type vertex as vertexType,
  type vertexWarning,
} from './messages/control.ts';
import { readSourceLines } from './source-lines.ts';
import { readStepName } from './step-name.ts';
import { TextBudget } from './text-budget.ts';

/** Vertices of one build; the largest bake files seen make some hundreds. */
const MAX_VERTICES = 5000;
const MAX_INPUTS = 1000;
const MAX_INTERVALS = 100;
const MAX_PROGRESS = 500;
const MAX_WARNINGS = 1000;
/** Characters of a name, an error, one text of a warning. */
const MAX_TEXT = 16 * 1024;
const MAX_DETAIL_LINES = 20;
/** All names, digests, errors and warnings of one build; some hundred vertices come to some hundred KiB. */
const MAX_BUILD_TEXT = 16 * 1024 * 1024;
/** What all steps of one build printed, as kept: 16 MiB of characters. */
const MAX_BUILD_OUTPUT = 16 * 1024 * 1024;

interface Interval {
  readonly start: Timestamp;
  end: Timestamp | null;
}

interface Vertex {
  readonly digest: string;
  name: string;
  inputs: readonly string[];
  cached: boolean;
  error: string | null;
  readonly intervals: Interval[];
  readonly progress: Map<string, Progress>;
  readonly output: StepOutput;
  readonly quiet: QuietWatch;
  stdoutBytes: number;
  stderrBytes: number;
}

/** By the daemon's clock. */
type Progress = Pick<Message<typeof vertexStatus>, 'id' | 'current' | 'total' | 'started' | 'completed'>;

/** Puts together one build's graph from the `StatusResponse`s that tell of its changes. */
export class BuildGraph {
  readonly #vertices = new Map<string, Vertex>();
  readonly #warnings: BuildWarning[] = [];
  readonly #text = new TextBudget(MAX_BUILD_TEXT);
  #outputLength = 0;
  /**
   * The daemon's clock against the capture's, in microseconds: no message can come before what it tells of,
   * so the least distance seen is what the clocks differ by, but for the time on the way.
   */
  #clockOffset: number | null = null;

  /** One message, as it is in `Control/Status` and in a `moby.buildkit.trace` value. */
  add(bytes: Uint8Array, at: Timestamp): void {
    const { vertexes, statuses, logs, warnings } = decodeMessage(bytes, statusResponse);
    for (const vertex of vertexes) this.#vertex(vertex, at);
    for (const status of statuses) this.#status(status, at);
    for (const log of logs) this.#log(log, at);
    for (const warning of warnings) this.#warning(warning);
  }

  /** When the first vertex was started, by the capture's clock; null before that. */
  get start(): Timestamp | null {
    const starts = [...this.#vertices.values()].flatMap(({ intervals }) => intervals[0]?.start ?? []);
    if (starts.length === 0) return null;
    return starts.reduce((first, start) => Math.min(first, start)) + (this.#clockOffset ?? 0);
  }

  get isEmpty(): boolean {
    return this.#vertices.size === 0;
  }

  /** Error of the vertex that failed first. */
  get error(): string | null {
    for (const { error } of this.#vertices.values()) if (error !== null) return error;
    return null;
  }

  /** Image names that the exporter has given, in order. */
  get names(): readonly string[] {
    const names: string[] = [];
    for (const { progress } of this.#vertices.values()) {
      for (const { id, completed } of progress.values()) {
        const name = /^naming to (\S+)/.exec(id)?.[1];
        if (name !== undefined && completed !== null) names.push(name);
      }
    }
    return names;
  }

  /** `start` is the time of the build's first byte. */
  vertices(start: Timestamp): readonly BuildVertex[] {
    return this.#inOrder().map((vertex) => ({
      digest: vertex.digest,
      name: vertex.name,
      inputs: vertex.inputs,
      cached: vertex.cached,
      intervals: vertex.intervals.map((interval) => ({
        startMs: this.#milliseconds(interval.start, start),
        endMs: interval.end === null ? null : this.#milliseconds(interval.end, start),
      })),
      error: vertex.error,
      progress: Array.from(vertex.progress.values(), (status) => this.#progress(status, start)),
      stdoutBytes: vertex.stdoutBytes,
      stderrBytes: vertex.stderrBytes,
    }));
  }

  /** The vertices that are steps of the Dockerfile, in the shape of any build's. */
  steps(start: Timestamp): readonly BuildStep[] {
    return this.#inOrder().flatMap((vertex) => {
      const name = readStepName(vertex.name);
      const first = vertex.intervals[0];
      // What was never started is a step that was not reached.
      if (name === null || first === undefined) return [];
      return {
        number: name.number,
        total: name.total,
        stage: name.stage,
        instruction: name.instruction,
        cached: vertex.cached,
        startMs: this.#milliseconds(first.start, start),
        durationMs: duration(vertex.intervals),
        containerId: null,
        imageId: null,
        quietMs: vertex.quiet.longestMs,
        lastNewsMs: vertex.quiet.lastMs(start),
        output: vertex.output.text(),
        error: vertex.error,
      };
    });
  }

  get warnings(): readonly BuildWarning[] {
    return this.#warnings.slice();
  }

  #get(digest: string): Vertex | null {
    const known = this.#vertices.get(digest);
    if (known !== undefined) return known;
    if (this.#vertices.size >= MAX_VERTICES) return null;
    const kept = this.#text.take(digest, MAX_TEXT);
    if (kept !== digest) return null;
    const vertex: Vertex = {
      digest,
      name: '',
      inputs: [],
      cached: false,
      error: null,
      intervals: [],
      progress: new Map(),
      output: new StepOutput(),
      quiet: new QuietWatch(),
      stdoutBytes: 0,
      stderrBytes: 0,
    };
    this.#vertices.set(digest, vertex);
    return vertex;
  }

  #vertex(told: Message<typeof vertexType>, at: Timestamp): void {
    const vertex = this.#get(told.digest);
    if (vertex === null) return;
    // Most of it is told again and again.
    if (told.name !== '' && told.name !== vertex.name) vertex.name = this.#text.take(told.name, MAX_TEXT);
    if (told.inputs.length > 0 && vertex.inputs.length === 0) {
      vertex.inputs = this.#text.list(told.inputs, MAX_INPUTS, MAX_TEXT);
    }
    vertex.cached = told.cached;
    if (told.error !== '' && told.error !== vertex.error)
      vertex.error = this.#text.take(told.error, MAX_TEXT);
    if (told.started === null) return;
    if (told.completed === null) vertex.quiet.news(at);
    else vertex.quiet.stop(at);
    this.#compareClocks(told.completed ?? told.started, at);
    // The same start again is news of the same run.
    const known = vertex.intervals.find(({ start }) => start === told.started);
    if (known !== undefined) known.end = told.completed ?? known.end;
    else if (vertex.intervals.length < MAX_INTERVALS) {
      // A run that is begun anew before its end was told goes over into the new one.
      const last = vertex.intervals.at(-1);
      if (last !== undefined) last.end ??= told.started;
      vertex.intervals.push({ start: told.started, end: told.completed });
    }
  }

  #status(status: Message<typeof vertexStatus>, at: Timestamp): void {
    const vertex = this.#get(status.vertex);
    if (vertex === null) return;
    vertex.quiet.news(at);
    if (status.timestamp !== null) this.#compareClocks(status.timestamp, at);
    const { id, current, total, started, completed } = status;
    if (!vertex.progress.has(id)) {
      if (vertex.progress.size >= MAX_PROGRESS || this.#text.take(id, MAX_TEXT) !== id) return;
    }
    vertex.progress.set(id, { id, current, total, started, completed });
  }

  #log(log: Message<typeof vertexLog>, at: Timestamp): void {
    const vertex = this.#get(log.vertex);
    if (vertex === null) return;
    vertex.quiet.news(at);
    if (log.timestamp !== null) this.#compareClocks(log.timestamp, at);
    if (log.stream === 2) vertex.stderrBytes += log.msg.length;
    else vertex.stdoutBytes += log.msg.length;
    const before = vertex.output.length;
    vertex.output.append(Buffer.from(log.msg).toString('utf8'));
    this.#outputLength += vertex.output.length - before;
    if (this.#outputLength > MAX_BUILD_OUTPUT) this.#forgetOutput(vertex);
  }

  /** Of the oldest vertices: an error is at the end. */
  #forgetOutput(current: Vertex): void {
    for (const { digest, output } of this.#vertices.values()) {
      if (this.#outputLength <= MAX_BUILD_OUTPUT) return;
      if (digest === current.digest) continue;
      this.#outputLength -= output.length;
      output.forget();
    }
  }

  #warning({ vertex, level, short, detail, url, info, ranges }: Message<typeof vertexWarning>): void {
    if (this.#warnings.length >= MAX_WARNINGS) return;
    const text = (bytes: Uint8Array): string =>
      this.#text.take(Buffer.from(bytes.subarray(0, MAX_TEXT)).toString('utf8'), MAX_TEXT);
    this.#warnings.push({
      vertex: this.#text.take(vertex, MAX_TEXT),
      level,
      text: text(short),
      detail: detail.slice(0, MAX_DETAIL_LINES).map(text),
      url: url === '' ? null : this.#text.take(url, MAX_TEXT),
      source: readSourceLines(info, ranges),
    });
  }

  #progress({ id, current, total, started, completed }: Progress, start: Timestamp): VertexProgress {
    return {
      id,
      current,
      total,
      startMs: started === null ? null : this.#milliseconds(started, start),
      endMs: completed === null ? null : this.#milliseconds(completed, start),
    };
  }

  /**
   * As the client prints them: by start, and what starts at once (all that is cached) by its number. What
   * has not started keeps the daemon's order behind the rest.
   */
  #inOrder(): readonly Vertex[] {
    const started = [...this.#vertices.values()].filter(({ intervals }) => intervals.length > 0);
    const waiting = [...this.#vertices.values()].filter(({ intervals }) => intervals.length === 0);
    const number = (vertex: Vertex) => readStepName(vertex.name)?.number ?? 0;
    started.sort((a, b) => a.intervals[0]!.start - b.intervals[0]!.start || number(a) - number(b));
    return [...started, ...waiting];
  }

  #compareClocks(daemon: Timestamp, capture: Timestamp): void {
    const offset = capture - daemon;
    if (this.#clockOffset === null || offset < this.#clockOffset) this.#clockOffset = offset;
  }

  #milliseconds(daemon: Timestamp, start: Timestamp): number {
    return (daemon + (this.#clockOffset ?? 0) - start) / 1000;
  }
}

/** Of all runs together; null while one goes on. */
function duration(intervals: readonly Interval[]): number | null {
  let sum = 0;
  for (const { start, end } of intervals) {
    if (end === null) return null;
    sum += end - start;
  }
  return sum / 1000;
}
