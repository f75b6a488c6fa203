import type { Timestamp } from '../layer/origin.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import type { Secret } from './secret.ts';

/** What a build by BuildKit has beyond the shape of every build. */
export interface BuildKitFacts {
  /** Of the solve, the status and the calls of the frontend; the build id of `POST /build`. */
  readonly ref: string | null;
  readonly session: BuildKitSession | null;
  /** The exchanges that this record is joined from; null for what was not seen. */
  readonly exchanges: {
    readonly session: number | null;
    readonly solve: number | null;
    readonly status: number | null;
    readonly build: number | null;
    /** The tar that was sent in a request of its own (`docker build -` of Docker 20.10). */
    readonly upload: number | null;
  };
  /** `dockerfile.v0`, or `gateway.v0` for one that is an image. */
  readonly frontend: string | null;
  readonly frontendOptions: Readonly<Record<string, string | Secret>>;
  readonly exporters: readonly TypeAndAttributes[];
  readonly exporterResponse: Readonly<Record<string, string>>;
  readonly cacheImports: readonly TypeAndAttributes[];
  readonly cacheExports: readonly TypeAndAttributes[];
  readonly entitlements: readonly string[];
  /** In the order of their start; those that never started come last. */
  readonly vertices: readonly BuildVertex[];
  readonly warnings: readonly BuildWarning[];
  readonly errorSource: SourceLines | null;
  readonly directories: readonly SentDirectory[];
  readonly secrets: readonly AskedSecret[];
  readonly ssh: readonly ForwardedAgent[];
  readonly outputs: readonly BuildOutput[];
  /** Of all directories: what the client listed, and what of it was asked for and sent. */
  readonly listedFiles: number;
  readonly listedBytes: number;
  readonly sentFiles: number;
  readonly sentBytes: number;
}

/** From the headers of `POST /session`, or the metadata of `Control/Session`. */
export interface BuildKitSession {
  readonly id: string;
  readonly name: string | null;
  readonly sharedKey: string | null;
  /** Methods that the daemon may call, sorted. */
  readonly methods: readonly string[];
}

/** An exporter, or a cache to import from or export to. */
export interface TypeAndAttributes {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | Secret>>;
}

/** One node of the build's graph, as the daemon tells of it. */
export interface BuildVertex {
  readonly digest: string;
  readonly name: string;
  /** Digests. */
  readonly inputs: readonly string[];
  readonly cached: boolean;
  /** Milliseconds since the build's first byte; no end while it runs. It may run several times. */
  readonly intervals: readonly { readonly startMs: number; readonly endMs: number | null }[];
  readonly error: string | null;
  readonly progress: readonly VertexProgress[];
  /** Bytes that it printed. */
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
}

/** `transferring context:`, `exporting layers`, a layer that is pulled. */
export interface VertexProgress {
  readonly id: string;
  readonly current: number;
  readonly total: number;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export interface BuildWarning {
  readonly vertex: string;
  readonly level: number;
  readonly text: string;
  readonly detail: readonly string[];
  readonly url: string | null;
  readonly source: SourceLines | null;
}

/** Lines of a Dockerfile that an error or a warning is about. */
export interface SourceLines {
  readonly file: string;
  /** From 1, both included. */
  readonly first: number;
  readonly last: number;
  /** Those lines; null where the daemon did not send the file. */
  readonly text: string | null;
}

/** One `FileSync/DiffCopy`: a directory of the client that the daemon asked for. */
export interface SentDirectory {
  /** `context`, `dockerfile`, or the name of another context. */
  readonly name: string;
  readonly exchange: number;
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
  readonly followPaths: readonly string[];
  /** How files are compared with those of the last build (`none`, `metadata`); null where nobody says. */
  readonly differ: string | null;
  readonly listedFiles: number;
  readonly listedBytes: number;
  readonly sentFiles: number;
  readonly sentBytes: number;
  readonly complete: boolean;
}

export interface AskedSecret {
  readonly id: string;
  readonly exchange: number;
  /** False where the client has none of that name; null where no answer was seen. */
  readonly found: boolean | null;
  readonly size: number | null;
  readonly value: Secret | null;
}

export interface ForwardedAgent {
  readonly id: string;
  readonly exchange: number;
  readonly clientBytes: number;
  readonly daemonBytes: number;
}

/** What the daemon sends back to the client: a directory, a tar, an image. */
export interface BuildOutput {
  readonly exchange: number;
  readonly format: 'directory' | 'tar' | 'bytes';
  readonly bytes: number;
  readonly sha256: string | null;
  readonly entries: readonly ArchiveEntry[];
  readonly time: Timestamp;
}
