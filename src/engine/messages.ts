import type { PipelineOptions } from '../pipeline/pipeline.ts';
import type { CaptureStatus } from '../views/view-model/capture-status.ts';
import type { CommandRow } from '../views/view-model/command-row.ts';
import type { Question } from '../views/view-model/engine.ts';
import type { ListedExchange } from '../views/view-model/exchange-list.ts';
import type { FileRequest } from './file-run.ts';
import type { FollowRequest } from './follow-run.ts';
import type { LiveRequest } from './live-run.ts';

/** What the engine's process is to read, and how. */
export interface EngineRequest {
  readonly capture: FileRequest | FollowRequest | LiveRequest;
  readonly decoding: Pick<PipelineOptions, 'ports' | 'hash'>;
  /** `screen`: rows as they change, details by id. `records`: each record once, when it is complete. */
  readonly wants: 'screen' | 'records';
  /** Display filter of a screen, known to be one; null to show everything. */
  readonly filter: string | null;
}

/** From the front to the engine. */
export type FrontMessage =
  | { readonly kind: 'start'; readonly request: EngineRequest }
  /** The last `update` was taken in; the next may come. */
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question }
  /** Show other exchanges: those that pass this filter, or with null all. */
  | { readonly kind: 'filter'; readonly text: string | null }
  /** The last `records` were used; more may come. */
  | { readonly kind: 'pull' }
  /** Ends the capture; everything that is there is still told. */
  | { readonly kind: 'stop' };

/** From the engine to the front. */
export type EngineMessage =
  | {
      /** It reads, or captures, from now on. */
      readonly kind: 'ready';
      readonly source: string;
      readonly reason: string | null;
      readonly privateFolder: string | null;
    }
  | {
      /** It cannot begin, or cannot go on: one line for the user, and where it happened. */
      readonly kind: 'failed';
      readonly message: string;
      readonly stack: string | null;
      /** The user's to mend, and not a fault of ours. */
      readonly expected: boolean;
    }
  | {
      readonly kind: 'update';
      readonly status: CaptureStatus;
      /** Rows that are new or changed. */
      readonly rows: readonly ListedExchange[];
      /** Commands of several calls that are new or changed; at least one call of each was told. */
      readonly commands: readonly CommandRow[];
      /** Ids of rows that are not to be shown any more. */
      readonly removed: readonly number[];
      /** Exchanges with lower ids were let go. */
      readonly oldest: number;
      /** At the end: the summary. */
      readonly summary: string | null;
    }
  /** An encoded answer, or why there is none, in words for the user. */
  | { readonly kind: 'answer'; readonly number: number; readonly answer: string }
  | { readonly kind: 'no-answer'; readonly number: number; readonly why: string }
  | {
      readonly kind: 'records';
      /** Encoded `ReadEvent`s. */
      readonly records: readonly string[];
      /** Records that were let go before anybody pulled them. */
      readonly lost: number;
      /** Nothing more comes: why, in one line, where that was not asked for. */
      readonly ended: { readonly message: string | null } | null;
    };
