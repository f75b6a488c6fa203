import type { HeaderList } from '../../http/events.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { Build } from '../../model/build.ts';
import type { BuildKitSession } from '../../model/buildkit.ts';
import type { ContextReader } from '../build/context.ts';
import type { OperationMatch } from '../operations/match.ts';
import type { BuildRecord } from './build-record.ts';
import type { BuildKitBook } from './buildkit-book.ts';
import { exitCodeIn } from './exit-code.ts';
import { readSession } from './session-record.ts';

/** Before the id of the build that a second `POST /build` brings the context of (docker/cli, image/build_buildkit.go). */
const UPLOAD = 'upload-request:';

/** What one exchange is to BuildKit: it opens a session, or is `POST /build?version=2`. */
export class JoinedExchange {
  readonly session: BuildKitSession | null;
  readonly #build: BuildRecord | null;
  readonly #book: BuildKitBook;

  constructor(
    { match, headers, exchange }: JoinedRequest,
    context: ContextReader | null,
    book: BuildKitBook,
  ) {
    this.#book = book;
    this.session = match.operation?.id === 'Session' ? readSession(headers) : null;
    if (this.session !== null) book.session(this.session.id).open(this.session, exchange);
    const isBuild = match.operation?.id === 'ImageBuild' && match.query.version?.[0] === '2';
    const id = match.query.buildid?.[0] ?? '';
    this.#build = isBuild && !id.startsWith(UPLOAD) ? book.build(id || `exchange ${exchange}`) : null;
    if (this.#build !== null) {
      const session = match.query.session?.[0] ?? '';
      if (session !== '') this.#build.session = book.session(session);
      this.#build.exchanges.build = exchange;
    } else if (isBuild && context !== null) {
      const awaiting = book.build(id.slice(UPLOAD.length));
      awaiting.exchanges.upload = exchange;
      awaiting.upload = uploaded(context);
    }
  }

  /** One `moby.buildkit.trace` value of the answer. */
  trace(bytes: Uint8Array, at: Timestamp): void {
    this.#build?.graph.add(bytes, at);
  }

  end(): void {
    if (this.#build !== null) this.#book.done(this.#build);
    if (this.session !== null) this.#book.sessionOver(this.session.id);
  }

  /** `build` as its own request and answer tell it, and what other connections add. */
  complete(build: Build, start: Timestamp): Build {
    if (this.#build === null) return build;
    const parts = this.#build.parts(build.dockerfilePath, start);
    const { error } = build;
    return {
      ...build,
      ...parts,
      // X-Registry-Config is empty here, as a rule.
      registries: [...build.registries, ...parts.registries],
      taggedAs: error === null ? parts.taggedAs : [],
      error: error === null ? null : { ...error, code: error.code ?? exitCodeIn(error.message) },
    };
  }
}

interface JoinedRequest {
  readonly match: OperationMatch;
  readonly headers: HeaderList;
  readonly exchange: number;
}

function uploaded(reader: ContextReader) {
  return {
    get context() {
      const context = reader.context(null);
      return { ...context, entries: context.entries.slice() };
    },
    get dockerfile() {
      return reader.dockerfile;
    },
  };
}
