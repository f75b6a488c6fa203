import type { Timestamp } from '../../layer/origin.ts';
import type { BuildStep } from '../../model/build.ts';
import { QuietWatch } from './quiet-watch.ts';
import { leadingColours, readStepLine, type StepLine } from './step-lines.ts';
import { StepOutput } from './step-output.ts';

/** Steps that are kept. The longest Dockerfiles have some hundreds; an image has at most 127 layers. */
const MAX_STEPS = 2000;
/** Characters of output kept over all steps; the oldest steps' outputs are let go first. */
const MAX_BUILD_OUTPUT = 1 << 20;
/** Characters of an instruction that are kept; BuildKit's limit for a whole Dockerfile is 1 MiB. */
const MAX_INSTRUCTION = 16 * 1024;

/** The builder's words for a RUN that failed. */
const FAILED_COMMAND = /returned a non-zero code: \d+$/;

interface Step {
  readonly number: number;
  readonly total: number;
  instruction: string;
  readonly startedAt: Timestamp;
  endedAt: Timestamp | null;
  cached: boolean;
  containerId: string | null;
  imageId: string | null;
  readonly output: StepOutput;
  readonly quiet: QuietWatch;
  error: string | null;
}

/**
 * Puts together the steps of a classic build from the texts of its `stream` values. The builder writes
 * each of its own lines in one value, except that a `Step` line's newline comes in a value of its own; what
 * a RUN prints comes in any pieces.
 */
export class Steps {
  readonly #startedAt: Timestamp;
  readonly #steps: Step[] = [];
  readonly #taggedAs: string[] = [];
  readonly #fullIds: string[] = [];
  #builtId: string | null = null;
  /** The value before ended in a `Step` line whose newline is still to come. */
  #newlineDue = false;
  /** Output over all steps, as far as it was counted. */
  #outputLength = 0;
  #forgotten = 0;

  /** `startedAt` is the time of the request's first byte. */
  constructor(startedAt: Timestamp) {
    this.#startedAt = startedAt;
  }

  add(text: string, at: Timestamp): void {
    let position = 0;
    if (this.#newlineDue) {
      this.#newlineDue = false;
      if (text.startsWith('\n')) position = 1;
    }
    while (position < text.length) {
      const newline = text.indexOf('\n', position);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(position, end);
      const next = newline < 0 ? end : newline + 1;
      position = this.#line(line, text, position, next, at);
    }
  }

  /** Handles one line and returns where the next one begins. */
  #line(line: string, text: string, start: number, next: number, at: Timestamp): number {
    const colours = line.startsWith('\x1b') ? leadingColours(line) : '';
    const meant = readStepLine(line.slice(colours.length).replace(/\r$/, ''));
    // The builder's own line ends its value; one in the midst of others is a RUN's.
    const ends = next === text.length || meant?.kind === 'step';
    if (meant === null || !ends || !this.#isBuilders(meant)) {
      this.#output(text.slice(start, next), at);
      return next;
    }
    this.#output(colours, at);
    if (meant.kind !== 'step') {
      this.#take(meant, at);
      return next;
    }
    // An instruction of several lines comes in one value: all of it up to the builder's next line.
    let instruction = meant.instruction;
    let position = next;
    while (position < text.length) {
      const newline = text.indexOf('\n', position);
      const end = newline < 0 ? text.length : newline;
      const more = text.slice(position, end);
      if (readStepLine(more) !== null) break;
      instruction += `\n${more}`;
      position = newline < 0 ? end : newline + 1;
    }
    this.#begin({ ...meant, instruction: instruction.trimEnd() }, at);
    this.#newlineDue = !text.slice(0, position).endsWith('\n');
    return position;
  }

  /** A RUN may print lines like the builder's own, as `docker build` inside a build does. */
  #isBuilders(line: StepLine): boolean {
    const current = this.#current;
    switch (line.kind) {
      case 'step':
        return current === null || (line.number > current.number && line.total === current.total);
      case 'cached':
      case 'image':
        return current !== null;
      case 'running':
        return current !== null && current.containerId === null;
      case 'removed':
        return current !== null && current.containerId === line.containerId;
      // Only when the last step is over; a squashed build's id is not its step's.
      case 'built':
      case 'tagged':
        return current === null || current.endedAt !== null;
    }
  }

  #begin(line: Extract<StepLine, { kind: 'step' }>, at: Timestamp): void {
    this.#endCurrent(at);
    if (this.#steps.length >= MAX_STEPS) return;
    const quiet = new QuietWatch();
    quiet.news(at);
    this.#steps.push({
      number: line.number,
      total: line.total,
      instruction: line.instruction.slice(0, MAX_INSTRUCTION),
      startedAt: at,
      endedAt: null,
      cached: false,
      containerId: null,
      imageId: null,
      output: new StepOutput(),
      quiet,
      error: null,
    });
  }

  #take(line: Exclude<StepLine, { kind: 'step' }>, at: Timestamp): void {
    const current = this.#current;
    if (line.kind === 'built') this.#builtId = line.imageId;
    else if (line.kind === 'tagged') this.#taggedAs.push(line.tag);
    if (current === null) return;
    if (line.kind === 'cached') current.cached = true;
    else if (line.kind === 'running') current.containerId = line.containerId;
    else if (line.kind === 'image') {
      current.imageId = line.imageId;
      this.#end(current, at);
    }
  }

  #output(text: string, at: Timestamp): void {
    const current = this.#current;
    if (current === null || text === '') return;
    if (current.endedAt === null) current.quiet.news(at);
    const before = current.output.length;
    current.output.append(text);
    this.#outputLength += current.output.length - before;
    while (this.#outputLength > MAX_BUILD_OUTPUT && this.#forgotten < this.#steps.length - 1) {
      const oldest = this.#steps[this.#forgotten]!.output;
      this.#outputLength -= oldest.length;
      oldest.forget();
      this.#forgotten += 1;
    }
  }

  /**
   * The build ended in an error, at the step that was running; one that is over did not fail, unless what it
   * printed only looked like its end.
   */
  fail(message: string, at: Timestamp): void {
    const current = this.#current;
    if (current === null || (current.endedAt !== null && !FAILED_COMMAND.test(message))) return;
    current.error = message;
    this.#end(current, at);
  }

  /** A full image id (`sha256:…`) was told: steps that showed its beginning have all of it then. */
  nameImage(full: string): void {
    if (this.#fullIds.length < MAX_STEPS) this.#fullIds.push(full);
  }

  /** The image of the line `Successfully built`; null before it. */
  get builtId(): string | null {
    return this.#fullId(this.#builtId);
  }

  get taggedAs(): readonly string[] {
    return this.#taggedAs;
  }

  steps(): readonly BuildStep[] {
    return this.#steps.map((step) => ({
      number: step.number,
      total: step.total,
      stage: null,
      instruction: step.instruction,
      cached: step.cached,
      startMs: milliseconds(step.startedAt - this.#startedAt),
      durationMs: step.endedAt === null ? null : milliseconds(step.endedAt - step.startedAt),
      containerId: step.containerId,
      imageId: this.#fullId(step.imageId),
      quietMs: step.quiet.longestMs,
      lastNewsMs: step.quiet.lastMs(this.#startedAt),
      output: step.output.text(),
      error: step.error,
    }));
  }

  #end(step: Step, at: Timestamp): void {
    if (step.endedAt === null) step.quiet.stop(at);
    step.endedAt = at;
  }

  #fullId(short: string | null): string | null {
    if (short === null) return null;
    return this.#fullIds.find((full) => full.startsWith(`sha256:${short}`)) ?? short;
  }

  /** Between two steps nothing happens, so one lasts until the next begins. */
  #endCurrent(at: Timestamp): void {
    const current = this.#current;
    if (current !== null) this.#end(current, at);
  }

  get #current(): Step | null {
    return this.#steps.at(-1) ?? null;
  }
}

function milliseconds(microseconds: number): number {
  return microseconds / 1000;
}
