import type { Issue } from '../layer/issue.ts';
import type { Connection } from '../model/connection.ts';
import type { Exchange } from '../model/exchange.ts';

/**
 * What the pipeline says, in the order it happened. Records are snapshots; an exchange that is still going
 * on is asked for with `Pipeline.changed()`, so that a long upload costs no record for each packet.
 */
export type PipelineEvent =
  | { readonly kind: 'connection-opened'; readonly connection: Connection }
  | { readonly kind: 'connection-closed'; readonly connection: Connection }
  | { readonly kind: 'exchange-opened'; readonly exchange: Exchange }
  | { readonly kind: 'exchange-closed'; readonly exchange: Exchange }
  | Issue;
