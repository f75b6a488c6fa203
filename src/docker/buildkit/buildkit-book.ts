import { BuildRecord } from './build-record.ts';
import { SessionRecord } from './session-record.ts';

/** Sessions and builds that are remembered: the oldest go first. Some hundreds of megabytes of file names at most. */
const MAX_SESSIONS = 200;
const MAX_BUILDS = 200;
/** Builds that are over, and are kept for what may still come of them. */
const MAX_DONE = 8;

/**
 * What the connections of a capture tell about BuildKit's sessions and builds. One build goes over several:
 * its session, its solve and its status, or its `POST /build`. They meet here by the session's id and by
 * the build's ref, which is the build id of `POST /build`.
 */
export class BuildKitBook {
  readonly hash: boolean;
  readonly #sessions = new Map<string, SessionRecord>();
  readonly #builds = new Map<string, BuildRecord>();
  readonly #done: BuildRecord[] = [];

  constructor({ hash }: { readonly hash: boolean }) {
    this.hash = hash;
  }

  session(id: string): SessionRecord {
    return known(this.#sessions, id, MAX_SESSIONS, () => new SessionRecord(id));
  }

  build(ref: string): BuildRecord {
    return known(this.#builds, ref, MAX_BUILDS, () => new BuildRecord(ref));
  }

  /** The build is over; what is known of it is let go when others have come after it. */
  done(build: BuildRecord): void {
    if (this.#done.includes(build)) return;
    this.#done.push(build);
    if (this.#done.length <= MAX_DONE) return;
    const oldest = this.#done.shift();
    if (oldest === undefined) return;
    if (this.#builds.get(oldest.ref) === oldest) this.#builds.delete(oldest.ref);
    if (oldest.session !== null) this.#sessions.delete(oldest.session.id);
  }
}

function known<Value>(map: Map<string, Value>, key: string, limit: number, make: () => Value): Value {
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
