import { CaptureOpenError } from '../capture/file/capture-open-error.ts';
import { LiveError } from '../capture/live/live-error.ts';
import type { CaptureRun } from './capture-run.ts';
import { openFile } from './file-run.ts';
import { openFollowed } from './follow-run.ts';
import { openLive } from './live-run.ts';
import type { EngineMessage, EngineRequest, FrontMessage } from './messages.ts';
import { RecordSession } from './record-session.ts';
import { ScreenSession } from './screen-session.ts';
import type { Session } from './session.ts';

/** The engine's side of the channel: reads what it is asked to, and answers. */
export class EngineHost {
  readonly #send: (message: EngineMessage) => void;
  #run: CaptureRun | null = null;
  #session: Session | null = null;
  #stopped = false;
  #reading: Promise<void> = Promise.resolve();

  constructor(send: (message: EngineMessage) => void) {
    this.#send = send;
  }

  handle(message: FrontMessage): void {
    switch (message.kind) {
      case 'start':
        this.#reading = this.#start(message.request).catch((error: unknown) => this.#fail(error));
        break;
      case 'acknowledge':
      case 'pull':
        this.#session?.ready();
        break;
      case 'ask':
        this.#session?.answer(message.number, message.question);
        break;
      case 'filter':
        this.#session?.filter(message.text);
        break;
      case 'stop':
        this.#stop();
        break;
    }
  }

  /** The front is gone: ends the capture so that its file is whole, and resolves when it is. */
  async leave(): Promise<void> {
    this.#stop();
    await this.#reading;
    this.#run?.close();
  }

  #stop(): void {
    this.#stopped = true;
    this.#run?.stop();
  }

  async #start(request: EngineRequest): Promise<void> {
    const run = await open(request);
    this.#run = run;
    if (this.#stopped) run.stop();
    const steps = run.steps();
    // What is no capture at all is said before anything else is.
    const first = await steps.next();
    const { source, reason, privateFolder } = run;
    this.#send({ kind: 'ready', source, reason, privateFolder });
    const session =
      request.wants === 'screen'
        ? new ScreenSession(run, request.filter, request.decoding, this.#send)
        : new RecordSession(run, this.#send);
    this.#session = session;
    session.step();
    if (!first.done) for await (const _step of steps) session.step();
    session.end();
  }

  #fail(error: unknown): void {
    const expected = error instanceof LiveError || error instanceof CaptureOpenError;
    const known = error instanceof Error ? error : new Error(String(error));
    this.#send({ kind: 'failed', message: known.message, stack: known.stack ?? null, expected });
  }
}

async function open({ capture, decoding }: EngineRequest): Promise<CaptureRun> {
  switch (capture.kind) {
    case 'file':
      return openFile(capture, decoding);
    case 'follow':
      return openFollowed(capture, decoding);
    case 'live':
      return await openLive(capture, decoding);
  }
}
