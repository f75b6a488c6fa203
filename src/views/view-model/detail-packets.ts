import type { Connection, ConnectionSide } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import { formatBytes, formatCount, formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { dateAndTime } from './format-time.ts';
import { packetPane, packetTable } from './packet-lines.ts';
import { labelled, type PaneMaker, type PaneView, tableLines, textPane } from './pane.ts';
import { endWords } from './reports/connections.ts';
import { safeText } from './safe-text.ts';
import { line, type StyledLine, span, wrapLine } from './styled-line.ts';
import { answerNote, type TabAnswer } from './tab-answer.ts';

/** The connection that carried the exchange, as its packets tell, and the packets themselves. */
export function packetsMaker(exchange: Exchange, answer: TabAnswer): PaneMaker {
  // As many as there are, their lines are made anew only for another width.
  let table: { readonly width: number; readonly lines: readonly StyledLine[] } | null = null;
  return (view) => {
    if (answer.kind !== 'packets') return textPane(answerNote(answer, view), view);
    const { packets } = answer;
    const about = connectionLines(packets.connection, exchange, view).flatMap((styled) =>
      wrapLine(styled, view.width - 1, 2),
    );
    if (packets.refused !== null) {
      const refused = answerNote({ kind: 'refused', why: packets.refused }, view);
      return textPane([...about, ...refused], view);
    }
    if (table?.width !== view.width) {
      table = { width: view.width, lines: packetTable(exchange, packets, view) };
    }
    return packetPane(about, exchange, packets, table.lines, view);
  };
}

function connectionLines(connection: Connection, { gaps }: Exchange, view: PaneView): readonly StyledLine[] {
  const { symbols, utcOffset } = view;
  const { openedAt, closedAt, closedBy, handshake, protocol, exchanges, issues } = connection;
  const lasted = closedAt === null ? '' : `, after ${formatDuration((closedAt - openedAt) / 1000)}`;
  const calls = exchanges === 0 ? [] : [labelled('carried', formatQuantity(exchanges, 'call'))];
  const lines: StyledLine[] = [
    labelled('from', safeText(connection.client), 'strong'),
    labelled('to', safeText(connection.server), 'strong'),
    labelled(
      'opened',
      `${dateAndTime(openedAt, utcOffset)}${handshake === 'seen' ? '' : ', before the capture began'}`,
    ),
    labelled('ended', `${endWords(closedBy)}${lasted}`),
    labelled('spoke', protocol),
    ...calls,
    [],
    ...sideLines(connection, view),
  ];
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  if (missing > 0) {
    const words = `${symbols.warning} ${formatBytes(missing)} of this exchange are not in the capture`;
    lines.push([], [span(` ${words}`, 'status.warning')]);
  }
  for (const { code, message } of issues) {
    lines.push([], line(' ', span(safeText(code), 'strong'), `  ${safeText(message)}`));
  }
  return lines;
}

function sideLines({ fromClient, fromServer }: Connection, view: PaneView): readonly StyledLine[] {
  const cells = (name: string, side: ConnectionSide) => [
    span(name, 'strong'),
    span(formatCount(side.packets)),
    span(formatBytes(side.bytes)),
    trouble(side.retransmittedBytes, formatBytes, view),
    trouble(side.outOfOrderPackets, formatCount, view),
    trouble(side.missingBytes, formatBytes, view),
  ];
  const right = 'right' as const;
  const columns = [
    { title: 'FROM' },
    { title: 'PACKETS', align: right },
    { title: 'BYTES', align: right },
    { title: 'SENT AGAIN', align: right },
    { title: 'OUT OF ORDER', align: right },
    { title: 'MISSING', align: right },
  ];
  return tableLines(columns, [cells('client', fromClient), cells('daemon', fromServer)], view);
}

function trouble(value: number, format: (value: number) => string, { symbols }: PaneView) {
  return value === 0 ? span(symbols.none, 'dim') : span(format(value), 'status.warning');
}
