import type { StreamEvent } from '../../src/layer/stream-event.ts';

/** Stream events as short lines, for tables: `1 a "text"`, `1 b gap 5 lost`, `1 close reset b`. */
export function eventLines(events: readonly StreamEvent[]): string[] {
  return events.map((event) => `${event.connection} ${eventText(event)}`);
}

function eventText(event: StreamEvent): string {
  switch (event.kind) {
    case 'connection-open':
      return `open ${event.handshake}`;
    case 'stream-chunk':
      return `${event.direction[0]} "${new TextDecoder().decode(event.bytes)}"`;
    case 'stream-gap':
      return `${event.direction[0]} gap ${event.missing} ${event.cause}`;
    case 'stream-end':
      return `${event.direction[0]} end`;
    case 'connection-close':
      return event.direction === null ? `close ${event.how}` : `close ${event.how} ${event.direction[0]}`;
    case 'issue':
      return `issue ${event.code}`;
  }
}
