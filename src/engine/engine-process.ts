import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineMessage, EngineRequest, FrontMessage } from './messages.ts';

/** The engine could not begin, or broke; one line. */
export class EngineError extends Error {
  override name = 'EngineError';
  /** The user's to mend, and not a fault of ours. */
  readonly expected: boolean;

  constructor(message: string, expected: boolean, stack: string | null) {
    super(message);
    this.expected = expected;
    if (stack !== null) this.stack = stack;
  }
}

export interface EngineProcessOptions {
  /** The engine reads this process's standard input. */
  readonly takesStdin?: boolean;
  /** Its program; the one beside this one by default. */
  readonly program?: string;
}

export interface Follower {
  readonly message: (message: EngineMessage) => void;
  /** Called once if the engine breaks; what was received until then is all there is. */
  readonly broken: (error: EngineError) => void;
}

export type Ready = Extract<EngineMessage, { kind: 'ready' }>;

/** Of its last words, what a stack trace takes. */
const MAX_WORDS = 8 * 1024;

/** Started by `startEngine`; the front's side of the channel. */
export class EngineProcess {
  readonly ready: Ready;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #broken: EngineError | null = null;
  #closing = false;
  #follower: Follower | null = null;
  /** What came before anybody followed: one update at most, as the next one waits for its acknowledgment. */
  #early: EngineMessage[] = [];

  constructor(child: ChildProcess, ready: Ready, words: () => string) {
    this.#child = child;
    this.ready = ready;
    child.on('message', (message) => {
      const received = message as EngineMessage;
      if (received.kind === 'failed') {
        this.#break(new EngineError(received.message, received.expected, received.stack));
      } else if (this.#follower === null) this.#early.push(received);
      else this.#follower.message(received);
    });
    this.#exited = new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        resolve();
        if (!this.#closing) this.#break(deathOf(code, signal, words()));
      });
    });
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** Why there is nothing more to come; null while all is well. */
  get broken(): EngineError | null {
    return this.#broken;
  }

  /** Tells `follower` what comes, and what has come already. */
  follow(follower: Follower): void {
    this.#follower = follower;
    for (const message of this.#early) follower.message(message);
    this.#early = [];
    if (this.#broken !== null) follower.broken(this.#broken);
  }

  send(message: FrontMessage): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Lets it go: it ends its capture, with the file whole, and removes what has no name. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited;
    const { privateFolder } = this.ready;
    // Where it was killed, nobody else does it.
    if (privateFolder !== null) rmSync(privateFolder, { recursive: true, force: true });
  }

  #break(error: EngineError): void {
    if (this.#broken !== null) return;
    this.#broken = error;
    this.#follower?.broken(error);
  }
}

/** Starts a process that reads or captures; rejects with `EngineError` where it cannot begin. */
export function startEngine(
  request: EngineRequest,
  { takesStdin = false, program = beside() }: EngineProcessOptions = {},
): Promise<EngineProcess> {
  const child = fork(program, {
    stdio: [takesStdin ? 'inherit' : 'ignore', 'ignore', 'pipe', 'ipc'],
    // Options of our own Node process, such as a debugger's port, are not for it.
    execArgv: [],
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-MAX_WORDS);
  });
  return new Promise((resolve, reject) => {
    const early = (code: number | null, signal: NodeJS.Signals | null): void =>
      reject(deathOf(code, signal, words));
    child.once('error', (error) => reject(new EngineError(error.message, false, error.stack ?? null)));
    child.once('exit', early);
    child.once('message', (message) => {
      child.off('exit', early);
      const first = message as EngineMessage;
      if (first.kind === 'ready') {
        resolve(new EngineProcess(child, first, () => words));
        return;
      }
      child.disconnect();
      if (first.kind === 'failed') reject(new EngineError(first.message, first.expected, first.stack));
    });
    child.send({ kind: 'start', request } satisfies FrontMessage, () => {});
  });
}

function deathOf(code: number | null, signal: NodeJS.Signals | null, words: string): EngineError {
  const how = signal === null ? `code ${code}` : signal;
  const error = /^\w*Error: .*$/m.exec(words)?.[0];
  const said = error === undefined ? '' : `: ${error}`;
  return new EngineError(`the capturing process ended unexpectedly (${how})${said}`, false, words || null);
}

/** Where the build puts it. */
function beside(): string {
  return fileURLToPath(new URL('engine.js', import.meta.url));
}
