import type { DockerStreamFormat } from '../hijack/docker-stream.ts';
import type { ResponseHead } from '../http/events.ts';
import { headerValue } from '../http/header-list.ts';
import type { Issue } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { DockerError } from '../model/docker-error.ts';
import type { DaemonIdentity, EventRows, PathStat, Progress } from '../model/docker-facts.ts';
import type { DockerStreams } from '../model/docker-streams.ts';
import { ArchiveReader } from './archive/archive-reader.ts';
import { readPathStat } from './archive/path-stat.ts';
import type { BodyReader } from './bodies/body-reader.ts';
import { BuildProgressReader } from './build/progress-reader.ts';
import { type ExchangeOptions, entryOptions } from './exchange-options.ts';
import { readDaemon } from './identity/daemon-identity.ts';
import { readErrorAnswer } from './json/error-answer.ts';
import { JsonBodyReader } from './json/json-body-reader.ts';
import { contentEncoding } from './message-body.ts';
import type { ResponseBodyKind } from './operations/operation.ts';
import { versionIssue } from './operations/versions.ts';
import { EventsReader } from './progress/events-reader.ts';
import { ProgressReader } from './progress/progress-reader.ts';
import { StatsReader } from './progress/stats-reader.ts';
import { DaemonStreamReader } from './streams/daemon-stream-reader.ts';
import { StreamDigests } from './streams/stream-digests.ts';

/** What the answer is an answer to. */
export interface Asked {
  readonly responseBody: ResponseBodyKind;
  /** Time of the request's first byte, or of the answer's where only that was captured. */
  readonly at: Timestamp;
  readonly format: DockerStreamFormat;
  /** Takes BuildKit's own messages out of the answer of a build. */
  readonly trace: (bytes: Uint8Array, at: Timestamp) => void;
}

type Reader =
  | { readonly kind: 'build-progress'; readonly body: BuildProgressReader }
  | { readonly kind: 'progress'; readonly body: ProgressReader }
  | { readonly kind: 'archive'; readonly body: ArchiveReader }
  | { readonly kind: 'rows'; readonly body: EventsReader | StatsReader }
  | { readonly kind: 'streams'; readonly body: DaemonStreamReader }
  | { readonly kind: 'json'; readonly body: JsonBodyReader };

/** What a response tells: its head at once, its body as that streams by. */
export class ResponseFacts {
  readonly status: number;
  readonly at: Timestamp;
  readonly daemon: DaemonIdentity | null;
  readonly pathStat: PathStat | null;
  readonly #reader: Reader | null;

  constructor(asked: Asked, head: ResponseHead, at: Timestamp, options: ExchangeOptions) {
    this.status = head.status;
    this.at = at;
    this.daemon = readDaemon(head.headers);
    const stat = headerValue(head.headers, 'x-docker-container-path-stat');
    this.pathStat = stat === null ? null : readPathStat(stat);
    this.#reader = chooseReader(asked, head, options);
  }

  get reader(): BodyReader | null {
    return this.#reader?.body ?? null;
  }

  /** The parsed body of a small JSON answer; undefined for any other. */
  get json(): unknown {
    return this.#reader?.kind === 'json' ? this.#reader.body.value : undefined;
  }

  get build(): BuildProgressReader | null {
    return this.#reader?.kind === 'build-progress' ? this.#reader.body : null;
  }

  get archive(): ArchiveReader | null {
    return this.#reader?.kind === 'archive' ? this.#reader.body : null;
  }

  get events(): EventRows | null {
    return this.#reader?.kind === 'rows' ? this.#reader.body.rows() : null;
  }

  get streams(): DockerStreams | null {
    return this.#reader?.kind === 'streams' ? this.#reader.body.streams() : null;
  }

  get progress(): Progress | null {
    if (this.#reader?.kind === 'progress') return this.#reader.body.progress();
    return this.build?.result().pull ?? null;
  }

  /** An answer's `message`, or the error in a stream that began with a 200. */
  get error(): DockerError | null {
    const text = this.#reader?.kind === 'json' ? this.#reader.body.text : null;
    return (
      readErrorAnswer(this.status, text) ?? this.build?.result().error ?? this.progress?.errorDetail ?? null
    );
  }

  get issues(): readonly Issue[] {
    const body = this.#reader?.body;
    const issues = body !== undefined && 'issues' in body ? body.issues : [];
    const refusal = this.status === 400 ? versionIssue(this.error?.message ?? '', this.at) : null;
    return refusal === null ? issues : [...issues, refusal];
  }
}

/** The reader of each kind of answer; a refusal is a small JSON whatever was asked. */
function chooseReader(asked: Asked, head: ResponseHead, options: ExchangeOptions): Reader | null {
  const encoding = contentEncoding(head.headers);
  if (head.status >= 400) return { kind: 'json', body: new JsonBodyReader(encoding) };
  switch (asked.responseBody) {
    case 'build-progress':
      return { kind: 'build-progress', body: new BuildProgressReader(asked.at, asked.trace) };
    case 'progress':
      return { kind: 'progress', body: new ProgressReader() };
    case 'archive':
      return { kind: 'archive', body: new ArchiveReader({ encoding, ...entryOptions(options, 'response') }) };
    case 'events':
      return { kind: 'rows', body: new EventsReader((event) => options.names.learnEvent(event)) };
    case 'stats':
      return { kind: 'rows', body: new StatsReader() };
    case 'streams': {
      const digests = new StreamDigests(options.hash, options.tap);
      return { kind: 'streams', body: new DaemonStreamReader(asked.format, digests) };
    }
    case 'json':
      return { kind: 'json', body: new JsonBodyReader(encoding) };
    case 'none':
    case 'text':
      return null;
  }
}
