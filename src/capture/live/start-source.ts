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
  /** Why this one, in few words, for a header: `found`. */
  readonly why: string;
  /** The same with all that is known, for `--debug`. */
  readonly reason: string;
}

interface Candidate {
  readonly program: CapturingProgram;
  readonly why: string;
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
  for (const { program, why } of candidatesFor(wish)) {
    try {
      const source = await startProgram(program, target, recording);
      const reason = `${program.engine} at ${program.path}: ${why}`;
      return { source, why, reason: first === null ? reason : `${reason}; before it: ${first.message}` };
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
  const tcpdump = wish === 'cap' ? null : findProgram('tcpdump');
  const dumpcap = wish === 'cap' ? null : findProgram('dumpcap');
  const cap = wish !== 'tcpdump' && capIsThere() ? capProgram() : null;
  const instead = tcpdump === null ? 'no tcpdump' : 'tcpdump not permitted';
  const candidates: Candidate[] = [];
  if (tcpdump !== null) {
    candidates.push({
      program: { engine: 'tcpdump', path: tcpdump },
      why: wish === 'auto' ? 'found' : 'as asked for',
    });
  }
  if (dumpcap !== null) candidates.push({ program: { engine: 'dumpcap', path: dumpcap }, why: instead });
  if (cap !== null) {
    candidates.push({
      program: { engine: 'cap', path: cap },
      why: wish === 'cap' ? 'as asked for' : instead,
    });
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
