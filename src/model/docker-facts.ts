import type { ArchiveEntry, Compression } from './archive-entry.ts';
import type { Build } from './build.ts';
import type { BuildKitSession } from './buildkit.ts';
import type { CreatedProcess } from './created-process.ts';
import type { DockerError } from './docker-error.ts';
import type { DockerStreams } from './docker-streams.ts';
import type { GrpcFacts, MessageValue } from './grpc-call.ts';
import type { RegistryCredentials } from './registry-credentials.ts';

/** What Docker knows about an exchange; null where it knows nothing. */
export interface DockerFacts {
  readonly build: Build | null;
  readonly auth: RegistryCredentials | null;
  readonly archive: Archive | null;
  readonly progress: Progress | null;
  /** Docker's streams in a body, without a hijack (`logs`, an attach answered by plain 200). */
  readonly streams: DockerStreams | null;
  /** The BuildKit session that the exchange opens. */
  readonly session: BuildKitSession | null;
  /** Of an exchange that is a gRPC call. */
  readonly grpc: GrpcFacts | null;
  /** What a new container or exec is to run. */
  readonly process: CreatedProcess | null;
  /** Of a container that was waited for, or an exec that was inspected after its end. */
  readonly exitCode: number | null;
  /** What is kept of small JSON bodies, secrets masked: see `docker/json/kept-members.ts`. */
  readonly members: { readonly request: MessageValue; readonly response: MessageValue };
  /** `message` of a JSON error answer, or the error inside a stream that began with a 200. */
  readonly error: DockerError | null;
  /** Rows of `events` and `stats`, newest last, bounded. */
  readonly events: EventRows | null;
  /** Who asked, from User-Agent, and who answered, from Server, Api-Version and Ostype. */
  readonly client: ClientIdentity | null;
  readonly daemon: DaemonIdentity | null;
  /** The container that it is about, and the images: as the traffic has named them so far. */
  readonly container: ContainerName | null;
  readonly images: readonly string[];
}

/** One of the two may not be known. */
export interface ContainerName {
  /** Hex digits, lower case: all 64, or as many as the client gave. */
  readonly id: string | null;
  readonly name: string | null;
}

/** A tar that is not a build context: cp, save, load, export, import. */
export interface Archive {
  /** `X-Docker-Container-Path-Stat`, decoded; mode is Go's os.FileMode. */
  readonly stat: PathStat | null;
  readonly compression: Compression | null;
  readonly bytes: number;
  readonly fileBytes: number;
  readonly entries: readonly ArchiveEntry[];
}

export interface PathStat {
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  /** `drwxr-xr-x`, from `mode`. */
  readonly modeText: string;
  readonly mtime: string;
  readonly linkTarget: string;
}

export interface Progress {
  /** Last status of each layer id, in order of first mention. */
  readonly layers: readonly LayerProgress[];
  /** Messages without an id, in order, bounded. */
  readonly messages: readonly string[];
  readonly errorDetail: DockerError | null;
  /** Values of `aux` records (digests, sizes, tags), bounded. */
  readonly aux: readonly unknown[];
}

export interface LayerProgress {
  readonly id: string;
  readonly status: string;
  readonly current: number | null;
  readonly total: number | null;
  /** Bytes of it that were to be downloaded or pushed; null where nobody said. */
  readonly size: number | null;
  /** How many times the daemon said that it tries again. */
  readonly retries: number;
}

export interface EventRows {
  readonly count: number;
  readonly rows: readonly { readonly time: string | null; readonly text: string }[];
}

export interface ClientIdentity {
  /** `docker`, `docker-py`, `compose`, `curl`, … */
  readonly name: string;
  readonly version: string | null;
  readonly os: string | null;
  readonly userAgent: string;
}

export interface DaemonIdentity {
  readonly version: string | null;
  readonly os: string | null;
  readonly apiVersion: string | null;
}
