import type { ReadEvent } from './capture-decoder.ts';
import type { EngineProcess } from './engine-process.ts';
import type { EngineMessage } from './messages.ts';
import { decodeRecord } from './record-encoding.ts';

export interface PulledRecords {
  readonly events: readonly ReadEvent[];
  /** Records that were let go because nobody took them in time. */
  readonly lost: number;
  /** Why the capture ended by itself, in one line; null where that was asked for, or it goes on. */
  readonly message: string | null;
}

/**
 * The records of a capture that another process reads, as they are complete, until it ends. They are asked
 * for when the last ones were used, so that a slow reader keeps nobody else waiting. Throws `EngineError`
 * where the engine breaks.
 */
export async function* pullRecords(engine: EngineProcess): AsyncGenerator<PulledRecords> {
  for (;;) {
    const { records, lost, ended } = await pull(engine);
    yield { events: records.map(decodeRecord<ReadEvent>), lost, message: ended?.message ?? null };
    if (ended !== null) return;
  }
}

type Records = Extract<EngineMessage, { kind: 'records' }>;

function pull(engine: EngineProcess): Promise<Records> {
  return new Promise((resolve, reject) => {
    engine.follow({
      message: (message) => {
        if (message.kind === 'records') resolve(message);
      },
      broken: reject,
    });
    engine.send({ kind: 'pull' });
  });
}
