import type { ArchiveEntry, Compression } from './archive-entry.ts';
import type { BuildKitFacts } from './buildkit.ts';
import type { DockerError } from './docker-error.ts';
import type { RegistryCredentials } from './registry-credentials.ts';
import type { Secret } from './secret.ts';

/** One `docker build`, whichever builder made it. */
export interface Build {
  readonly builder: 'classic' | 'buildkit';
  readonly tags: readonly string[];
  /** Parameter `dockerfile`, or `Dockerfile`. */
  readonly dockerfilePath: string;
  /** Text from the context; null where it was not in it. */
  readonly dockerfile: string | null;
  /** Null values are build args named without a value. Values of secret-looking names are secrets. */
  readonly buildArgs: Readonly<Record<string, string | Secret | null>>;
  readonly labels: Readonly<Record<string, string | Secret>>;
  readonly target: string | null;
  readonly platform: string | null;
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly networkMode: string | null;
  readonly cacheFrom: readonly string[];
  /**
   * Git or HTTP address (a `Secret` that shows the rest where it holds a password or a token), or
   * `client-session`; null where the context is the body.
   */
  readonly remote: string | Secret | null;
  /** Limits that were set: memory, cpushares, shmsize … as sent, zeroes left out. */
  readonly limits: Readonly<Record<string, string>>;
  readonly context: BuildContext | null;
  readonly registries: readonly RegistryCredentials[];
  readonly steps: readonly BuildStep[];
  readonly imageId: string | null;
  readonly taggedAs: readonly string[];
  readonly error: DockerError | null;
  /** What only BuildKit has; null for the classic builder. */
  readonly buildkit: BuildKitFacts | null;
}

export interface BuildContext {
  readonly compression: Compression;
  /** The body as sent (compressed), and its digest; of files over a session what was sent of them, and none. */
  readonly bytes: number;
  readonly sha256: string | null;
  /** Sum of the entries' content, whether it was sent or only listed. */
  readonly fileBytes: number;
  readonly entries: readonly ArchiveEntry[];
}

export interface BuildStep {
  readonly number: number;
  /** 0 where the daemon did not tell (before Docker 1.12). */
  readonly total: number;
  /** Name of the stage, of a Dockerfile with several; BuildKit numbers the steps of each. */
  readonly stage: string | null;
  readonly instruction: string;
  readonly cached: boolean;
  /** Milliseconds since the request's first byte. */
  readonly startMs: number;
  /** Null for the step that was running when the stream ended. */
  readonly durationMs: number | null;
  readonly containerId: string | null;
  readonly imageId: string | null;
  /** The longest time in which nothing was heard of it while it ran; and when the last was, as `startMs`. */
  readonly quietMs: number;
  readonly lastNewsMs: number | null;
  /** What the step printed, as sent, bounded; never print it raw. */
  readonly output: string;
  readonly error: string | null;
}
