import { UNKNOWN } from '../../http/unknown-field.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { ArchiveEntry } from '../../model/archive-entry.ts';
import type { Build, BuildContext } from '../../model/build.ts';
import type { BuildKitFacts, SourceLines, TypeAndAttributes } from '../../model/buildkit.ts';
import type { DockerError } from '../../model/docker-error.ts';
import type { RegistryCredentials } from '../../model/registry-credentials.ts';
import { archiveText } from '../archive/archive-text.ts';
import { contextPath } from '../build/context.ts';
import type { Message } from '../protobuf/message-type.ts';
import { BuildGraph } from './build-graph.ts';
import { exitCodeIn } from './exit-code.ts';
import { maskOptions, readFrontendOptions } from './frontend-options.ts';
import type { cacheOptions, exporter, solveRequest } from './messages/control.ts';
import type { DirectorySource, SessionRecord, UploadSource } from './session-record.ts';
import { TextBudget } from './text-budget.ts';

type Exchanges = { -readonly [Name in keyof BuildKitFacts['exchanges']]: number | null };

/** Names of the directories that the Dockerfile frontend asks for (BuildKit, frontend/dockerui/context.go). */
const CONTEXT = 'context';
const DOCKERFILE = 'dockerfile';
/** Local sources of one build. */
const MAX_SOURCES = 100;
/** Options of a build and of its exporters and caches, of each list; characters of one; characters of all. */
const MAX_OPTIONS = 1000;
const MAX_OPTION = 64 * 1024;
const MAX_OPTIONS_TEXT = 4 * 1024 * 1024;
/** Exporters, and caches to import or to export. */
const MAX_EXPORTERS = 100;

/** What is known of one build, whichever connection told it. */
export class BuildRecord {
  /** Null where it was not captured. */
  readonly ref: string | null;
  readonly graph = new BuildGraph();
  readonly exchanges: Exchanges = { session: null, solve: null, status: null, build: null, upload: null };
  session: SessionRecord | null = null;
  /** The tar of a request of its own, which a second `POST /build` brought. */
  upload: UploadSource | null = null;
  /** Whether `Control/Status` goes on. */
  statusOpen = false;
  error: DockerError | null = null;
  /** The client broke off, so that nobody said how the solve ended. */
  interrupted = false;
  errorSource: SourceLines | null = null;
  #frontend: string | null = null;
  #options: ReadonlyMap<string, string> = new Map();
  #exporters: readonly TypeAndAttributes[] = [];
  #cacheImports: readonly TypeAndAttributes[] = [];
  #cacheExports: readonly TypeAndAttributes[] = [];
  #entitlements: readonly string[] = [];
  #exporterResponse: ReadonlyMap<string, string> = new Map();
  readonly #text = new TextBudget(MAX_OPTIONS_TEXT);
  #isBuild = false;
  readonly #adopt: (build: BuildRecord) => SessionRecord | null;
  readonly #differs = new Map<string, string>();

  /** `adopt` gives the session that may be its, where its own was not seen. */
  constructor(ref: string | null, adopt: (build: BuildRecord) => SessionRecord | null) {
    this.ref = ref;
    this.#adopt = adopt;
    // Nobody may have seen how it ended.
    this.interrupted = ref === null;
  }

  /** `Control/Solve`; its frontend is empty where the client itself drives one through the gateway. */
  solve(request: Message<typeof solveRequest>): void {
    this.frontend(request.frontend, request.frontendAttrs);
    this.#entitlements = this.#text.list(request.entitlements, MAX_OPTIONS, MAX_OPTION);
    const { exporters } = request;
    const old = request.exporter === '' ? [] : [{ type: request.exporter, attrs: request.exporterAttrs }];
    this.#exporters = this.#exporterList(exporters.length === 0 ? old : exporters);
    if (request.cache !== null) this.#caches(request.cache);
    const graph = request.definition?.def.length ?? 0;
    this.#isBuild ||= !request.internal && (this.#exporters.length > 0 || graph > 0);
  }

  /** buildx first solves nothing, to see what the builder can do. */
  get isBuild(): boolean {
    return this.#isBuild || (this.ref === null && !this.graph.isEmpty);
  }

  /** Nobody saw who asked for it, so that only its status tells of it. */
  get isUnasked(): boolean {
    return this.exchanges.solve === null && this.exchanges.build === null && !this.graph.isEmpty;
  }

  /** A frontend and its options, of the solve or of the gateway's. */
  frontend(name: string, options: ReadonlyMap<string, string>): void {
    if (name !== '') this.#frontend = this.#text.take(name, MAX_OPTION);
    if (options.size > 0) this.#options = this.#text.map(options, MAX_OPTIONS, MAX_OPTION);
    this.#isBuild ||= name !== '' || options.size > 0;
  }

  /** What the exporters say of their result. */
  solved(exporterResponse: ReadonlyMap<string, string>): void {
    this.#exporterResponse = this.#text.map(exporterResponse, MAX_OPTIONS, MAX_OPTION);
  }

  /** How the files of a local source are compared with those of the last build. */
  learnDiffer(source: string, differ: string): void {
    if (this.#differs.size >= MAX_SOURCES) return;
    this.#differs.set(this.#text.take(source, MAX_OPTION), this.#text.take(differ, MAX_OPTION));
  }

  get tags(): readonly string[] {
    return this.#exporters.flatMap(({ attributes }) => names(attributes.name?.toString()));
  }

  /** Every field of a build that `Control/Solve` alone tells. */
  build(start: Timestamp): Build {
    const options = readFrontendOptions(this.#options);
    const cacheFrom = this.#cacheImports.flatMap(({ attributes }) => attributes.ref?.toString() ?? []);
    return {
      builder: 'buildkit',
      tags: this.tags,
      ...options,
      cacheFrom: options.cacheFrom.length > 0 ? options.cacheFrom : cacheFrom,
      ...this.parts(options.dockerfilePath, start),
      imageId: this.#outcome() === null ? this.#imageId() : null,
      error: this.#outcome(),
    };
  }

  /** What session and graph tell of it, for a build whose request is another's to read. */
  parts(
    dockerfilePath: string,
    start: Timestamp,
  ): Pick<Build, 'dockerfile' | 'context' | 'registries' | 'steps' | 'taggedAs' | 'buildkit'> {
    return {
      dockerfile: this.#dockerfile(dockerfilePath),
      context: this.#context(),
      registries: this.#registries(),
      steps: this.graph.steps(start),
      taggedAs: this.#outcome() === null ? this.#taggedAs() : [],
      buildkit: this.#facts(start),
    };
  }

  /** Of a build that was broken off the step that this stopped says why. */
  #outcome(): DockerError | null {
    const stopped = this.interrupted ? this.graph.error : null;
    return this.error ?? (stopped === null ? null : { code: exitCodeIn(stopped), message: stopped });
  }

  #facts(start: Timestamp): BuildKitFacts {
    const session = this.#seenSession();
    const directories = (session?.directories ?? []).map(({ directory }) => ({
      ...directory,
      differ: this.#differs.get(directory.name) ?? null,
    }));
    const sum = (value: (directory: (typeof directories)[number]) => number) =>
      directories.reduce((total, directory) => total + value(directory), 0);
    return {
      ref: this.ref,
      session: session?.record ?? null,
      exchanges: { ...this.exchanges, session: session?.exchange ?? null },
      frontend: this.#frontend,
      frontendOptions: maskOptions(this.#options),
      exporters: this.#exporters,
      exporterResponse: Object.fromEntries(this.#exporterResponse),
      cacheImports: this.#cacheImports,
      cacheExports: this.#cacheExports,
      entitlements: this.#entitlements,
      vertices: this.graph.vertices(start),
      warnings: this.graph.warnings,
      errorSource: this.errorSource,
      directories,
      secrets: (session?.secrets ?? []).map(({ secret }) => secret),
      ssh: (session?.agents ?? []).map(({ agent }) => agent),
      outputs: (session?.outputs ?? []).map(({ output }) => output),
      listedFiles: sum(({ listedFiles }) => listedFiles),
      listedBytes: sum(({ listedBytes }) => listedBytes),
      sentFiles: sum(({ sentFiles }) => sentFiles),
      sentBytes: sum(({ sentBytes }) => sentBytes),
    };
  }

  #seenSession(): SessionRecord | null {
    const own = this.session;
    return own === null || own.isUnseen ? (this.#adopt(this) ?? own) : own;
  }

  /** All that was told of the directory `context`, which may be asked for several times: for `.dockerignore` first. */
  #context(): BuildContext | null {
    const upload = this.upload ?? this.#seenSession()?.upload ?? null;
    if (upload !== null) return upload.context;
    const named = this.#directories(CONTEXT);
    const sources = named.length > 0 ? named : this.#directories(UNKNOWN);
    if (sources.length === 0) return null;
    const entries = sources.length === 1 ? sources[0]!.entries.slice() : joined(sources);
    return {
      compression: 'none',
      bytes: sources.reduce((sum, { directory }) => sum + directory.sentBytes, 0),
      sha256: null,
      fileBytes: entries.reduce((sum, { size }) => sum + size, 0),
      entries,
    };
  }

  #dockerfile(path: string): string | null {
    const wanted = contextPath(path);
    const directories = [DOCKERFILE, CONTEXT, UNKNOWN].flatMap((name) => this.#directories(name));
    for (const { kept } of directories) {
      for (const [found, bytes] of kept) if (contextPath(found) === wanted) return archiveText(bytes);
    }
    return (this.upload ?? this.#seenSession()?.upload)?.dockerfile ?? null;
  }

  #registries(): readonly RegistryCredentials[] {
    const registries = new Map<string, RegistryCredentials>();
    for (const { credentials } of this.#seenSession()?.credentials ?? []) {
      if (credentials === null) continue;
      const { server, username, kind } = credentials;
      registries.set(JSON.stringify([server, username, kind]), credentials);
    }
    return [...registries.values()];
  }

  #directories(name: string): readonly DirectorySource[] {
    return (this.#seenSession()?.directories ?? []).filter(({ directory }) => directory.name === name);
  }

  /**
   * As `docker inspect` has it. Where dockerd itself keeps the image, that is the digest it tells; of an
   * image in a tar or a registry it is the configuration's.
   */
  #imageId(): string | null {
    const digest = this.#exporterResponse.get('containerimage.digest') ?? null;
    const config = this.#exporterResponse.get('containerimage.config.digest') ?? null;
    const inDaemon = this.#exporters.some(({ type }) => type === 'moby' || type === 'image');
    return inDaemon ? (digest ?? config) : (config ?? digest);
  }

  #taggedAs(): readonly string[] {
    const told = names(this.#exporterResponse.get('image.name'));
    return told.length > 0 ? told : this.graph.names;
  }

  /** BuildKit before 0.4 wrote only a reference of a cache in a registry. */
  #caches({ exportRef, exportAttrs, importRefs, exports, imports }: Message<typeof cacheOptions>): void {
    const inRegistry = (ref: string, attrs: ReadonlyMap<string, string>) => ({
      type: 'registry',
      attrs: new Map([...attrs, ['ref', ref]]),
    });
    const old = exportRef === '' ? [] : [inRegistry(exportRef, exportAttrs)];
    this.#cacheExports = this.#exporterList([...old, ...exports]);
    const oldImports = importRefs.slice(0, MAX_EXPORTERS).map((ref) => inRegistry(ref, new Map()));
    this.#cacheImports = this.#exporterList([...oldImports, ...imports]);
  }

  #exporterList(list: readonly Exporter[]): readonly TypeAndAttributes[] {
    return list.slice(0, MAX_EXPORTERS).map(({ type, attrs }) => ({
      type: this.#text.take(type, MAX_OPTION),
      attributes: maskOptions(this.#text.map(attrs, MAX_OPTIONS, MAX_OPTION)),
    }));
  }
}

type Exporter = Pick<Message<typeof exporter>, 'type' | 'attrs'>;

/** Entries of several transfers of one directory; what was sent in one of them was sent. */
function joined(sources: readonly DirectorySource[]): readonly ArchiveEntry[] {
  const entries = new Map<string, ArchiveEntry>();
  for (const source of sources) {
    for (const entry of source.entries) {
      const known = entries.get(entry.path);
      if (known === undefined || (entry.sent === true && known.sent !== true)) entries.set(entry.path, entry);
    }
  }
  return [...entries.values()];
}

function names(list: string | undefined): readonly string[] {
  return (list ?? '').split(',').filter((name) => name !== '');
}
