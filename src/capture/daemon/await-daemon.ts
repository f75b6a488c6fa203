import { setTimeout as sleep } from 'node:timers/promises';
import { type DaemonEnd, type Ping, pingDaemon } from './ping-daemon.ts';

/** From one attempt to the next, in milliseconds: soon enough for a person, and nothing to a machine. */
const PAUSE_MS = 250;

/** One attempt takes at most this long, in milliseconds; a daemon that is up answers in a few. */
const MAX_ATTEMPT_MS = 5000;
/** The last attempt gets at least this. */
const MIN_ATTEMPT_MS = 500;

export interface DaemonWait {
  /**
   * Which daemon, found anew for each attempt: dind's certificates decide about its port, and they come when
   * it starts. What this throws ends the wait.
   */
  readonly locate: () => DaemonEnd;
  /** How long to wait at most, in milliseconds. */
  readonly timeoutMs: number;
  readonly interrupted: AbortSignal;
  /** Told each time that there is something else to see. */
  readonly onChange: (daemon: DaemonEnd, why: string) => void;
}

/** What was seen last, of which daemon, and after how many milliseconds. */
export type DaemonWaited = Ping & { readonly daemon: DaemonEnd; readonly afterMs: number };

/** Waits until the daemon answers `/_ping`. */
export async function awaitDaemon(wait: DaemonWait): Promise<DaemonWaited> {
  const { timeoutMs, interrupted } = wait;
  const begun = performance.now();
  let told: string | null = null;
  for (;;) {
    const daemon = wait.locate();
    const left = timeoutMs - (performance.now() - begun);
    const limit = Math.ceil(Math.max(MIN_ATTEMPT_MS, Math.min(MAX_ATTEMPT_MS, left)));
    const ping = await pingDaemon(daemon, limit, interrupted);
    const afterMs = performance.now() - begun;
    if (ping.kind === 'answers') return { ...ping, daemon, afterMs };
    const { why } = ping;
    if (interrupted.aborted || afterMs >= timeoutMs) return { kind: 'silent', why, daemon, afterMs };
    if (why !== told) wait.onChange(daemon, why);
    told = why;
    await sleep(Math.min(PAUSE_MS, timeoutMs - afterMs), undefined, { signal: interrupted }).catch(() => {});
  }
}
