import type { HeaderList } from '../../http/events.ts';
import { headerValue } from '../../http/header-list.ts';
import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { BuildContext } from '../../model/build.ts';
import type {
  AskedSecret,
  BuildKitSession,
  BuildOutput,
  ForwardedAgent,
  SentDirectory,
} from '../../model/buildkit.ts';
import type { RegistryCredentials } from '../../model/registry-credentials.ts';

/** Calls of each kind that are kept of one session; a build makes some dozens. */
const MAX_CALLS = 1000;
const MAX_METHODS = 200;
const MAX_TEXT = 500;

/** A directory that is sent, as far as it has come. */
export interface DirectorySource {
  readonly directory: SentDirectory;
  readonly entries: readonly ArchiveEntry[];
  /** Content of files that may be the Dockerfile, by path. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

/** A context that is sent as a tar (`docker build -`). */
export interface UploadSource {
  readonly context: BuildContext;
  readonly dockerfile: string | null;
}

/** What the daemon asked for over one session; each part is the call itself, and grows until that is over. */
export class SessionRecord {
  /** Null where its opening was not captured. */
  readonly id: string | null;
  /** The exchange that opened it. */
  exchange: number | null = null;
  upload: UploadSource | null = null;
  readonly directories: DirectorySource[] = [];
  readonly secrets: { readonly secret: AskedSecret }[] = [];
  readonly agents: { readonly agent: ForwardedAgent }[] = [];
  readonly outputs: { readonly output: BuildOutput }[] = [];
  readonly credentials: { readonly credentials: RegistryCredentials | null }[] = [];
  #opened: BuildKitSession | null = null;

  constructor(id: string | null) {
    this.id = id;
  }

  open(session: BuildKitSession, exchange: number): void {
    this.#opened = session;
    this.exchange = exchange;
  }

  /** Adds to one of the lists above. */
  add<Part>(list: Part[], part: Part): void {
    if (list.length < MAX_CALLS) list.push(part);
  }

  get record(): BuildKitSession | null {
    if (this.#opened !== null || this.id === null) return this.#opened;
    return { id: this.id, name: null, sharedKey: null, methods: [] };
  }

  /** Nothing of it was captured but its name. */
  get isUnseen(): boolean {
    const calls = [this.directories, this.secrets, this.agents, this.outputs, this.credentials];
    return this.exchange === null && this.upload === null && calls.every((list) => list.length === 0);
  }
}

/**
 * What the headers of `POST /session` say, or the metadata of `Control/Session`, which are the same
 * (BuildKit, session/session.go); null where they name no session.
 */
export function readSession(headers: HeaderList): BuildKitSession | null {
  const value = (name: string) => headerValue(headers, `x-docker-expose-session-${name}`)?.slice(0, MAX_TEXT);
  const id = value('uuid');
  if (id === undefined || id === '') return null;
  const methods = headers
    .filter(([name]) => name.toLowerCase() === 'x-docker-expose-session-grpc-method')
    .map(([, method]) => method.slice(0, MAX_TEXT));
  return {
    id,
    name: value('name') ?? null,
    sharedKey: value('sharedkey') ?? null,
    methods: methods.slice(0, MAX_METHODS).sort(),
  };
}
