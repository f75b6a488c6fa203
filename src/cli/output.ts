import { once } from 'node:events';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { systemErrorWords } from '../capture/file/system-error-words.ts';
import type { Context } from './context.ts';
import { ProgramError, UsageError } from './exit.ts';

/** Where a command writes. */
export interface Output {
  /** Resolves when there is room for more. Bytes belong to it from then on. */
  write(text: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export function streamOutput(stream: Writable): Output {
  return {
    async write(text) {
      if (text.length > 0 && !stream.write(text)) await once(stream, 'drain');
    },
    async close() {},
  };
}

/** The file of `-o`, or standard output; `input` is the file that is read. */
export function outputFor(path: string | undefined, input: string, { stdout }: Context): Output {
  return path === undefined || path === '-' ? streamOutput(stdout) : new FileOutput(path, input);
}

/** All of a text, after which the output is closed. */
export async function writeTo(output: Output, text: string): Promise<void> {
  try {
    await output.write(text);
  } finally {
    await output.close();
  }
}

/**
 * A file that only its owner may read, since a capture's secrets may be in it. It is opened at the first
 * write, so that an input that cannot be read leaves an older file alone. When writing fails, what was
 * written is kept and said to be only a part.
 */
export class FileOutput implements Output {
  readonly #path: string;
  readonly #input: string;
  #file: FileHandle | null = null;

  constructor(path: string, input: string) {
    this.#path = path;
    this.#input = input;
  }

  async write(text: string | Uint8Array): Promise<void> {
    if (text.length === 0) return;
    this.#file ??= await this.#open();
    try {
      await this.#file.writeFile(text);
    } catch (error) {
      throw writeError(this.#path, error, '; it holds only a part');
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #open(): Promise<FileHandle> {
    if (await isSameFile(this.#path, this.#input)) {
      throw new UsageError(`${this.#path} is the capture that is read; name another file with -o`);
    }
    try {
      const file = await open(this.#path, 'w', 0o600);
      // A file that was already there keeps its mode otherwise; a device such as /dev/null keeps it.
      if ((await file.stat()).isFile()) await file.chmod(0o600);
      return file;
    } catch (error) {
      throw writeError(this.#path, error);
    }
  }
}

/** What the operating system says of a write, in words. */
export function writeError(target: string, cause: unknown, consequence = ''): ProgramError {
  return new ProgramError(`cannot write ${target}: ${systemErrorWords(cause)}${consequence}`, { cause });
}

async function isSameFile(output: string, input: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(output), stat(input === '-' ? '/dev/stdin' : input)]);
    return one.isFile() && one.dev === other.dev && one.ino === other.ino;
  } catch {
    return false;
  }
}
