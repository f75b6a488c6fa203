import type { Connection, ConnectionSide } from '../../../model/connection.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { placeOf } from '../../endpoints.ts';
import { quoted } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';

/** Of less nothing can be said in parts of a hundred. */
const ENOUGH_BYTES = 100_000;
const LOST_PART = 0.01;
const STALLED_MS = 1_000;

export const tcpPathUnhealthy = rule({
  id: 'tcp-path-unhealthy',
  phase: 'network',
  severity: 'warn',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: 'Uploads and downloads are slow or stand still now and then.',
  cause: 'Packets are lost between client and daemon, or one of the two does not read what it is sent.',
  fix: 'Look at the disk and the CPU of the daemon, and bring it nearer to the job.',
  evidence:
    'More than 1 % of the bytes of a connection (of 100 kB or more) were sent again (not over loopback, which loses nothing), or a side offered a window of 0 for more than 1 s in all.',
  judge: ({ traffic }) => {
    if (
      traffic.connections.every(({ fromClient, fromServer }) => fromClient.packets + fromServer.packets === 0)
    )
      return null;
    const servers = [...new Set(traffic.connections.map(({ server }) => server))];
    return servers.flatMap((server) => {
      const own = traffic.connections.filter((connection) => connection.server === server);
      return [lost(own, server), stalled(own, 'daemon', server), stalled(own, 'client', server)].flatMap(
        (found) => found ?? [],
      );
    });
  },
});

function lost(connections: readonly Connection[], server: string): Found | null {
  // Loopback loses nothing: there Linux drops what a full receive buffer has no room for, which is a stall.
  if (placeOf(server) === 'loopback') return null;
  const bad = connections.filter(({ fromClient, fromServer }) => [fromClient, fromServer].some(isLossy));
  if (bad.length === 0) return null;
  const sides = bad.flatMap(({ fromClient, fromServer }) => [fromClient, fromServer]);
  const again = sides.reduce((sum, { retransmittedBytes }) => sum + retransmittedBytes, 0);
  const all = sides.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    message: `${formatBytes(again)} of ${formatBytes(all)} between client and ${quoted(server)} had to be sent again (${((again / all) * 100).toFixed(1)} %): packets are lost on the way.`,
    connections: bad.map(({ id }) => id),
  };
}

function isLossy({ bytes, retransmittedBytes }: ConnectionSide): boolean {
  return bytes >= ENOUGH_BYTES && retransmittedBytes > bytes * LOST_PART;
}

function stalled(connections: readonly Connection[], who: 'daemon' | 'client', server: string): Found | null {
  const stall = ({ fromClient, fromServer }: Connection): number =>
    (who === 'daemon' ? fromServer : fromClient).stalledMs;
  const bad = connections.filter((connection) => stall(connection) > STALLED_MS);
  if (bad.length === 0) return null;
  const longest = Math.max(...bad.map(stall));
  const subject = who === 'daemon' ? `The daemon (${quoted(server)})` : `The client of ${quoted(server)}`;
  return {
    message: `${subject} did not read for ${formatDuration(longest)} what it was sent (zero window).`,
    connections: bad.map(({ id }) => id),
  };
}
