import { fileURLToPath } from 'node:url';
import { capIsThere } from './cap-module.ts';
import type { CapturingProgram } from './capture-command.ts';
import { findProgram } from './find-program.ts';
import { installHint } from './install-hint.ts';
import { LiveError } from './live-error.ts';
import type { LiveTarget, PacketSource } from './packet-source.ts';
import { startProgram } from './program-source.ts';
import type { Recording } from './recording.ts';

export type EngineWish = 'auto' | 'cap' | 'tcpdump';

export interface StartedSource {
  readonly source: PacketSource;
  /** Why this one, for `--debug` and the header: `tcpdump, found at /usr/sbin/tcpdump`. */
  readonly reason: string;
}

interface Candidate {
  readonly reason: string;
  readonly program: CapturingProgram;
}

/**
 * Begins to capture with the wished engine. `auto` takes tcpdump where it is found and permitted, then
 * dumpcap, which may have rights of its own, then cap. Throws `LiveError`, of the first one that was tried.
 */
export async function startSource(
  wish: EngineWish,
  target: LiveTarget,
  recording: Recording,
): Promise<StartedSource> {
  let first: LiveError | null = null;
  for (const { reason, program } of candidatesFor(wish)) {
    try {
      const source = await startProgram(program, target, recording);
      return { source, reason: first === null ? reason : `${reason}; ${first.message}` };
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      first ??= error;
      // Another engine has the same interfaces, and reads the same filter.
      if (error.reason !== 'not-permitted') break;
    }
  }
  throw first ?? noEngine(wish);
}

function candidatesFor(wish: EngineWish): readonly Candidate[] {
  const candidates: Candidate[] = [];
  if (wish !== 'cap') {
    for (const engine of ['tcpdump', 'dumpcap'] as const) {
      const path = findProgram(engine);
      if (path !== null)
        candidates.push({ reason: `${engine}, found at ${path}`, program: { engine, path } });
    }
  }
  if (wish !== 'tcpdump' && capIsThere()) {
    const why = wish === 'cap' ? 'as asked for' : 'because tcpdump and dumpcap cannot';
    candidates.push({ reason: `cap, ${why}`, program: { engine: 'cap', path: capProgram() } });
  }
  return candidates;
}

/** Where the build puts it. */
function capProgram(): string {
  return fileURLToPath(new URL('cap-program.js', import.meta.url));
}

function noEngine(wish: EngineWish): LiveError {
  if (wish !== 'cap') {
    const hint = installHint('tcpdump');
    return new LiveError('no-engine', `cannot capture: neither tcpdump nor dumpcap is installed; ${hint}`);
  }
  const message = `cannot capture: the npm package cap is not there; ${installHint('cap')}, then npm install cap`;
  return new LiveError('no-engine', message);
}
