import { capIsThere, startCap } from './cap-source.ts';
import { findProgram } from './find-program.ts';
import { installHint } from './install-hint.ts';
import { LiveError } from './live-error.ts';
import type { LiveTarget, PacketSource } from './packet-source.ts';
import type { Recording } from './recording.ts';
import { startTcpdump } from './tcpdump-source.ts';

export type EngineWish = 'auto' | 'cap' | 'tcpdump';

export interface StartedSource {
  readonly source: PacketSource;
  /** Why this one, for `--debug` and the header: `tcpdump, found at /usr/sbin/tcpdump`. */
  readonly reason: string;
}

interface Candidate {
  readonly reason: string;
  readonly start: (target: LiveTarget, recording: Recording) => Promise<PacketSource>;
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
  const candidates = candidatesFor(wish, target);
  let first: LiveError | null = null;
  for (const { reason, start } of candidates) {
    try {
      return {
        source: await start(target, recording),
        reason: first === null ? reason : `${reason}; before it: ${first.message}`,
      };
    } catch (error) {
      if (!(error instanceof LiveError)) throw error;
      first ??= error;
      // Another engine has the same interfaces, and reads the same filter.
      if (error.reason !== 'not-permitted') break;
    }
  }
  throw first ?? noEngine(wish);
}

function candidatesFor(wish: EngineWish, target: LiveTarget): readonly Candidate[] {
  const candidates: Candidate[] = [];
  if (wish !== 'cap') {
    for (const engine of ['tcpdump', 'dumpcap'] as const) {
      const path = findProgram(engine);
      if (path === null) continue;
      candidates.push({
        reason: `${engine}, found at ${path}`,
        start: (wanted, recording) => startTcpdump({ engine, path }, wanted, recording),
      });
    }
  }
  if (wish === 'cap' && target.namespaceOf !== null) {
    throw new LiveError(
      'not-possible',
      'cap captures in its own network namespace only; use --engine tcpdump',
    );
  }
  if (wish !== 'tcpdump' && target.namespaceOf === null && capIsThere()) {
    const reason = wish === 'cap' ? 'cap, as asked for' : 'cap, for want of tcpdump and dumpcap';
    candidates.push({ reason, start: startCap });
  }
  return candidates;
}

function noEngine(wish: EngineWish): LiveError {
  const cap = `the npm package cap is not installed: ${installHint('cap')}, then npm install cap`;
  if (wish === 'cap') return new LiveError('no-engine', `cannot capture: ${cap}`);
  return new LiveError(
    'no-engine',
    `cannot capture: neither tcpdump nor dumpcap is installed; ${installHint('tcpdump')}`,
  );
}
