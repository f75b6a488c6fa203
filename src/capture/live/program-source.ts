import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { CaptureFileReader } from '../file/capture-file-reader.ts';
import { type CapturingProgram, captureCommand } from './capture-command.ts';
import { CaptureWriter } from './capture-writer.ts';
import { LiveError } from './live-error.ts';
import { listInterfaces } from './network-interfaces.ts';
import type { CaptureEngine, LiveTarget, PacketSource } from './packet-source.ts';
import { lastWords, noInterface, readDrops, saysListening, startError } from './program-messages.ts';
import type { Recording } from './recording.ts';

/**
 * The capturing program ends with us however we end: a shell beside it waits for the end of a pipe that
 * only we hold, and interrupts it then. It would otherwise go on filling a file that nobody reads.
 */
const TIED_TO_US = '(read _ <&3; kill -INT $$) >/dev/null 2>&1 & exec 3<&-; exec "$@"';

/** A program that says nothing for so long will not begin to capture. In milliseconds. */
const START_MS = 10_000;

/** Messages that are kept: the first ones say why it failed, the last ones what was lost. */
const MAX_MESSAGES = 16 * 1024;

/** Above the client and daemon whose packets it must not miss; setpriority(2). */
const PRIORITY = -10;

/**
 * Captures with tcpdump, dumpcap or our own program over cap. It writes into the recording's file itself, so that packets
 * wait for nobody; where files rotate it writes to us, and we write them.
 */
export async function startProgram(
  program: CapturingProgram,
  target: LiveTarget,
  recording: Recording,
): Promise<PacketSource> {
  const interfaces = listInterfaces();
  const names = [...interfaces.map(({ name }) => name), 'any'];
  checkInterfaces(program, target, names);
  const command = captureCommand(
    program,
    target,
    (name) => interfaces.find((known) => known.name === name)?.index ?? null,
  );
  const child = spawn('/bin/sh', ['-c', TIED_TO_US, 'sh', ...command], {
    stdio: ['ignore', recording.rotates ? 'pipe' : recording.current.descriptor, 'pipe', 'pipe'],
    // A Ctrl-C is for us; we end it when we have decided to.
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  const source = new ProgramSource(program, child, recording);
  await source.listening(() => startError(source.messages, program, target, names));
  return source;
}

/** What the program itself would not notice: that it cannot do with several interfaces what is asked of it. */
function checkInterfaces(
  { engine }: CapturingProgram,
  { interfaces, namespaceOf }: LiveTarget,
  names: readonly string[],
): void {
  if (interfaces.length < 2 || interfaces.includes('any')) return;
  if (engine === 'cap' || (engine === 'tcpdump' && namespaceOf !== null)) {
    const where = engine === 'cap' ? 'with cap' : "in another process's network";
    const message = `cannot capture on several interfaces ${where}; name one, or any`;
    throw new LiveError('not-possible', message);
  }
  const unknown = interfaces.find((name) => !names.includes(name));
  if (unknown === undefined || namespaceOf !== null) return;
  throw noInterface(unknown, names);
}

class ProgramSource implements PacketSource {
  readonly engine: CaptureEngine;
  readonly ended: Promise<string | null>;
  readonly #child: ChildProcess;
  #messages = '';
  #stopped = false;
  #failure: string | null = null;

  constructor({ engine }: CapturingProgram, child: ChildProcess, recording: Recording) {
    this.engine = engine;
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const all = this.#messages + text;
      const half = MAX_MESSAGES / 2;
      this.#messages = all.length > MAX_MESSAGES ? `${all.slice(0, half)}\n${all.slice(-half)}` : all;
    });
    if (child.stdout !== null) this.#write(child.stdout, recording);
    // All of it may fail where we are not root, and none of it matters then.
    raisePriority(child.pid);
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      // The shell beside it then ends too; until it has, the pipes are open.
      child.on('exit', () => (child.stdio[3] as Readable | null)?.destroy());
      child.on('close', (code) => {
        recording.finish();
        resolve(
          this.#failure ??
            (this.#stopped || code === 0 ? null : `${engine} ended: ${lastWords(this.#messages)}`),
        );
      });
    });
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  get messages(): string {
    return this.#messages;
  }

  /** Resolves when packets are seen; rejects when that will not happen. */
  async listening(failed: () => LiveError): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.stop();
        reject(
          new LiveError('failed', `${this.engine} did not begin to capture within ${START_MS / 1000} s`),
        );
      }, START_MS);
      this.#child.stderr?.on('data', () => {
        if (!saysListening(this.#messages)) return;
        clearTimeout(timer);
        resolve();
      });
      this.ended.then(() => {
        clearTimeout(timer);
        // With a count of packets it may be through already.
        if (saysListening(this.#messages)) resolve();
        else reject(failed());
      });
    });
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#child.kill('SIGINT');
  }

  drops(): number | null {
    return readDrops(this.#messages);
  }

  /** tcpdump(1): SIGUSR1 makes it tell its counts on standard error. The others would end. */
  refreshDrops(): void {
    if (this.engine === 'tcpdump' && !this.#stopped) this.#child.kill('SIGUSR1');
  }

  #write(stdout: Readable, recording: Recording): void {
    const reader = new CaptureFileReader();
    const writer = new CaptureWriter(recording, this.engine);
    stdout.on('data', (bytes: Uint8Array) => {
      try {
        for (const event of reader.push(bytes)) {
          if (event.kind === 'capture-interface') {
            const { linkType, snapLength, name, filter } = event;
            writer.addInterface({
              linkType,
              snapLength,
              timeDigits: 6,
              ...(name === null ? {} : { name }),
              ...(filter === null ? {} : { filter }),
            });
          } else if (event.kind === 'packet' && !this.#stopped && !writer.packet(event)) this.stop();
        }
        writer.flush();
      } catch (error) {
        if (!(error instanceof LiveError)) throw error;
        this.#failure = `capturing ended: ${error.message}`;
        this.stop();
      }
    });
  }
}

function raisePriority(pid: number | undefined): void {
  try {
    if (pid === undefined) return;
    setPriority(pid, PRIORITY);
    // Linux weighs whole sessions against each other, and it is one of its own (sched(7), autogroup).
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, `${PRIORITY}`);
  } catch {
    // It then runs as everybody does.
  }
}
