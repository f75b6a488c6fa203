import type { Connection, ConnectionSide } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { ConnectionUse } from './engine.ts';
import { formatBytes, formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { labelled, type PaneView } from './pane.ts';
import { safeText } from './safe-text.ts';
import type { StyledLine } from './styled-line.ts';

/** What the connection did until the request. */
export function connectionLines(
  { request }: Exchange,
  { connection, before, meanwhile }: ConnectionUse,
  view: PaneView,
): readonly StyledLine[] {
  if (request === null) return [];
  const since = (at: number) => formatDuration((request.time - at) / 1000);
  if (meanwhile > 0) {
    return [
      labelled('connection', `shared with ${formatQuantity(meanwhile, 'call')} that went on meanwhile`),
    ];
  }
  if (before !== null) {
    const words = `used again: idle for ${since(before.endedAt)} ${view.symbols.between} ${safeText(before.summary)} (${before.id}) was before`;
    return [labelled('connection', words)];
  }
  if (connection === null) return [];
  if (connection.handshake === 'missed') return [labelled('connection', 'opened before the capture began')];
  return [
    labelled('connection', `opened for it, ${since(connection.openedAt)} before (from SYN to first byte)`),
  ];
}

/** What TCP did that explains a wait; of the whole connection, as nobody counts it for each call. */
export function networkLines(connection: Connection | null, view: PaneView): readonly StyledLine[] {
  // It is counted when it ends.
  if (connection === null || connection.closedBy === null) return [];
  const { fromClient, fromServer, exchanges } = connection;
  const trouble = [
    ...stallWords('daemon', 'client', fromServer),
    ...stallWords('client', 'daemon', fromClient),
    ...lossWords('client', fromClient),
    ...lossWords('daemon', fromServer),
  ];
  const whole = exchanges > 1 ? `, in the ${exchanges} calls of the connection together` : '';
  if (trouble.length === 0) {
    return [
      [],
      labelled('network', `nothing was sent again, and nobody held the other up for long${whole}`, 'dim'),
    ];
  }
  const { warning } = view.symbols;
  return [
    [],
    ...trouble.map((words, index) =>
      labelled(index === 0 ? 'network' : '', `${warning} ${words}${whole}`, 'status.warning'),
    ),
  ];
}

/** Milliseconds; as pauses are told from there on. */
const LONG = 100;

function stallWords(who: string, other: string, { stalledMs }: ConnectionSide): readonly string[] {
  if (stalledMs < LONG) return [];
  return [
    `the ${who} did not read for ${formatDuration(stalledMs)} and held the ${other} up (TCP window of 0)`,
  ];
}

function lossWords(
  who: string,
  { retransmittedBytes, outOfOrderPackets }: ConnectionSide,
): readonly string[] {
  const again = retransmittedBytes === 0 ? [] : [`${formatBytes(retransmittedBytes)} were sent again`];
  const order =
    outOfOrderPackets === 0 ? [] : [`${formatQuantity(outOfOrderPackets, 'packet')} came out of order`];
  const words = [...again, ...order];
  return words.length === 0 ? [] : [`from the ${who}, ${words.join(', ')}`];
}
