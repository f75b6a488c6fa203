import type { Issue } from '../layer/issue.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { type Context, warn } from './context.ts';

/**
 * Says on standard error what is wrong with the capture file itself, each kind of trouble once. What is
 * wrong on the wire belongs to the exchanges and is shown with them.
 */
export class FileWarnings {
  readonly #file: string;
  readonly #context: Context;
  readonly #said = new Set<string>();

  constructor(file: string, context: Context) {
    this.#file = file === '-' ? 'standard input' : file;
    this.#context = context;
  }

  take({ code, message }: Issue): void {
    if (!code.startsWith('capture/') || this.#said.has(code)) return;
    this.#said.add(code);
    warn(this.#context, safeText(`warning: ${this.#file}: ${message}`));
  }
}
