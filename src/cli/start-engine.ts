import { EngineError, type EngineProcess, startEngine } from '../engine/engine-process.ts';
import type { EngineRequest } from '../engine/messages.ts';
import { safeText } from '../views/view-model/safe-text.ts';
import { ProgramError } from './exit.ts';

/** Starts the process that captures or reads; where it cannot begin, its one line is the program's. */
export async function engineFor(request: EngineRequest): Promise<EngineProcess> {
  try {
    return await startEngine(request, {
      takesStdin: request.capture.kind === 'file' && request.capture.path === '-',
    });
  } catch (error) {
    throw toProgramError(error);
  }
}

/** What the engine says of its end, as what the program says. */
export function toProgramError(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const failed = new ProgramError(safeText(error.message), { cause: error });
  // For --debug: where it happened is in the other process.
  if (error.stack !== undefined) failed.stack = error.stack;
  return failed;
}
