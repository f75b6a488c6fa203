/** Streams without an end. Go's servers allow 250, grpc-go any number; more than this is an attack. */
const MAX_OPEN_STREAMS = 10_000;
/** Streams that have ended and may still get a late frame: a reset that crossed the last one. */
const MAX_ENDED_STREAMS = 1000;

export type Side = 'client' | 'server';

/** How far one message of a stream has come. */
export interface MessageState {
  /** Its head was seen. */
  begun: boolean;
  over: boolean;
}

export interface Http2Stream {
  readonly id: number;
  readonly client: MessageState;
  readonly server: MessageState;
  /** Bytes of it are missing. */
  damaged: boolean;
  /** Its end may be among what is missing. */
  endMayBeLost: boolean;
  /** A side gave it up, or broke off. */
  cut: boolean;
}

/** The streams of one connection: those that are going on, and the numbers of those that ended lately. */
export class StreamTable {
  readonly #open = new Map<number, Http2Stream>();
  readonly #ended = new Set<number>();

  get size(): number {
    return this.#open.size;
  }

  /** In order of their beginning. */
  all(): readonly Http2Stream[] {
    return [...this.#open.values()];
  }

  get(id: number): Http2Stream | null {
    return this.#open.get(id) ?? null;
  }

  hasEnded(id: number): boolean {
    return this.#ended.has(id);
  }

  /** A new one, and the oldest where that is one too many. */
  open(id: number): { readonly stream: Http2Stream; readonly tooMany: Http2Stream | null } {
    const [oldest] = this.#open.size < MAX_OPEN_STREAMS ? [] : this.#open.values();
    const stream: Http2Stream = {
      id,
      client: { begun: false, over: false },
      server: { begun: false, over: false },
      damaged: false,
      endMayBeLost: false,
      cut: false,
    };
    this.#open.set(id, stream);
    return { stream, tooMany: oldest ?? null };
  }

  end(id: number): void {
    this.#open.delete(id);
    this.#ended.add(id);
    if (this.#ended.size <= MAX_ENDED_STREAMS) return;
    const [oldest] = this.#ended;
    if (oldest !== undefined) this.#ended.delete(oldest);
  }
}
