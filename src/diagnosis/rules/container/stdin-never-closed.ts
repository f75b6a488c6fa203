import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

const LONG_MS = 30_000;

export const stdinNeverClosed = rule({
  id: 'stdin-never-closed',
  phase: 'container',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic'],
  symptom: '`echo x | docker run -i …` never ends.',
  cause:
    'The client has sent all of its input and keeps its side of the stream open, so that the command waits for more.',
  fix: 'Upgrade the client library, or have it close its side for writing when the input is over.',
  evidence:
    'Input was sent to a command without a terminal, no FIN followed, and then nothing for more than 30 s.',
  judge: ({ traffic }) => {
    const streams = traffic.exchanges.filter(({ hijack }) => hijack?.streams != null);
    if (streams.length === 0) return null;
    return streams.flatMap(({ id, summary, hijack, connection: number }) => {
      const connection = traffic.connection(number);
      const sent = hijack?.streams?.stdin?.bytes ?? 0;
      if (connection === null || sent === 0 || hijack?.streams?.raw != null) return [];
      const { endedAt, lastByteAt, closedAt } = connection;
      if (endedAt.client !== null || closedAt === null || lastByteAt.client === null) return [];
      const idle = (closedAt - Math.max(lastByteAt.client, lastByteAt.server ?? 0)) / 1000;
      if (idle <= LONG_MS) return [];
      return [
        {
          message: `The client of "${quoted(summary)}" sent its input and never half-closed the stream; nothing came for ${formatDuration(idle)}.`,
          exchanges: [id],
          connections: [number],
        },
      ];
    });
  },
});
