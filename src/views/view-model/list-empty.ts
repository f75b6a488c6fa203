import type { CaptureStatus } from './capture-status.ts';
import { formatCount, formatQuantity } from './format-bytes.ts';
import { line, type StyledLine, span } from './styled-line.ts';

/** What stands in the list while there is nothing in it. */
export function emptyListLines(
  { state, packets, exchanges, encrypted }: CaptureStatus,
  filter: string,
): readonly StyledLine[] {
  if (filter !== '' && exchanges > 0) {
    const none = `   None of ${formatQuantity(exchanges, 'exchange')} passes the filter. `;
    return [[], line(none, span('esc', 'key'), span(' takes it off.', 'dim'))];
  }
  if (state === 'live') return [[], line('   Waiting for a Docker client to say something.')];
  if (state === 'reading') return [[], line('   Reading.')];
  if (state === 'failed') return [[], line('   Nothing could be read.')];
  if (encrypted > 0) {
    const are = encrypted === 1 ? 'connection is' : 'connections are';
    return [
      [],
      line(`   No Docker call can be read: ${formatCount(encrypted)} ${are} encrypted (TLS).`),
      line(span('   dind-sniff proxy stands between client and daemon and shows them in clear.', 'dim')),
      line(
        span('   '),
        span('6', 'key'),
        span(' lists the connections, ', 'dim'),
        span('9', 'key'),
        span(' says what went wrong with them.', 'dim'),
      ),
    ];
  }
  return [
    [],
    line(`   No Docker call in ${packets === null ? 'it' : formatQuantity(packets, 'packet')}.`),
    line(span('   Was the capture taken where client and daemon talk, and was it not encrypted?', 'dim')),
  ];
}
