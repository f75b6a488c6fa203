import { BuildRecord } from './build-record.ts';
import { SessionRecord } from './session-record.ts';

/** Sessions and builds that are remembered: the oldest go first. Some hundreds of megabytes of file names at most. */
const MAX_SESSIONS = 200;
const MAX_BUILDS = 200;
/** Builds that are over, and are kept for what may still come of them. */
const MAX_DONE = 8;
/** Sessions that are over, and wait for a build that names them. */
const MAX_ENDED_SESSIONS = 16;

/**
 * What the connections of a capture tell about BuildKit's sessions and builds. One build goes over several:
 * its session, its solve and its status, or its `POST /build`. They meet here by the session's id and by
 * the build's ref, which is the build id of `POST /build`.
 */
export class BuildKitBook {
  readonly hash: boolean;
  /** Look into the files of contexts for secrets. */
  readonly secrets: boolean;
  readonly #sessions = new Map<string, SessionRecord>();
  /** By ref; by connection where that was not captured. */
  readonly #builds = new Map<string | number, BuildRecord>();
  readonly #done: BuildRecord[] = [];
  /** Oldest first. */
  readonly #endedSessions = new Set<string>();
  /** Sessions of which the opening was not captured, by connection, and the build that each is taken to be of. */
  readonly #unnamedSessions = new Map<number, SessionRecord>();
  #adopter: BuildRecord | null = null;

  constructor({ hash, secrets = false }: { readonly hash: boolean; readonly secrets?: boolean }) {
    this.hash = hash;
    this.secrets = secrets;
  }

  session(id: string): SessionRecord {
    return known(this.#sessions, id, MAX_SESSIONS, () => new SessionRecord(id));
  }

  build(ref: string): BuildRecord {
    return known(this.#builds, ref, MAX_BUILDS, () => new BuildRecord(ref, this.#adopt));
  }

  /** The session on a connection that was joined in its middle. */
  unnamedSession(connection: number): SessionRecord {
    return known(this.#unnamedSessions, connection, MAX_SESSIONS, () => new SessionRecord(null));
  }

  /** The build that a connection which was joined in its middle is about. */
  unnamedBuild(connection: number): BuildRecord {
    return known(this.#builds, connection, MAX_BUILDS, () => new BuildRecord(null, this.#adopt));
  }

  /** The session is over; a build that has named it by then keeps it. */
  sessionOver(id: string): void {
    this.#endedSessions.delete(id);
    this.#endedSessions.add(id);
    if (this.#endedSessions.size <= MAX_ENDED_SESSIONS) return;
    const [oldest] = this.#endedSessions;
    if (oldest === undefined) return;
    this.#endedSessions.delete(oldest);
    this.#sessions.delete(oldest);
  }

  /** The build is over; what is known of it is let go when others have come after it. */
  done(build: BuildRecord): void {
    if (this.#done.includes(build)) return;
    this.#done.push(build);
    if (this.#done.length <= MAX_DONE) return;
    const oldest = this.#done.shift();
    if (oldest === undefined) return;
    for (const [key, build] of this.#builds) if (build === oldest) this.#builds.delete(key);
    if (oldest.session?.id) this.#sessions.delete(oldest.session.id);
  }

  /**
   * For a build whose session nobody saw: the one session of which nobody saw the opening. Of several nobody
   * can say whose they are.
   */
  readonly #adopt = (build: BuildRecord): SessionRecord | null => {
    const [session, other] = this.#unnamedSessions.values();
    if (session === undefined || other !== undefined) return null;
    this.#adopter ??= build;
    return this.#adopter === build ? session : null;
  };
}

function known<Key, Value>(map: Map<Key, Value>, key: Key, limit: number, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  if (map.size > limit) {
    for (const oldest of map.keys()) {
      map.delete(oldest);
      break;
    }
  }
  return made;
}
