import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { wasRefused } from '../../connection-words.ts';
import { ownDoor } from '../../doors.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';

/** 1 s and 15 s of sleep (moby, daemon/command/daemon.go), and a start. */
const SHORTEST_MS = 15_000;
const LONGEST_MS = 25_000;

export const dindPlainTcpStartupDelay = rule({
  id: 'dind-plain-tcp-startup-delay',
  phase: 'connect',
  severity: 'warn',
  certainty: 'likely',
  needs: ['probe'],
  symptom: 'dind takes 16 seconds longer to start since TLS was turned off.',
  cause:
    'dockerd sleeps for 16 s when it is to serve TCP without TLS on an address that others can reach, unless it is told --tls=false.',
  fix: 'Start dind with --tls=false (GitLab: command: ["--tls=false"] on the service), which skips 15 s of it; or use TLS.',
  evidence: 'A daemon without TLS on TCP was waited for, and answered after 15 to 25 s.',
  judge: ({ probe }) => {
    const { waited, tls } = probe;
    if (waited === null || !waited.answered) return null;
    const isPlainTcp = tls === null && ownDoor(probe)?.port != null;
    if (!isPlainTcp || waited.forMs < SHORTEST_MS || waited.forMs > LONGEST_MS) return [];
    return [
      {
        message: `The daemon answered after ${formatDuration(waited.forMs)}: dockerd sleeps 16 s on purpose because it serves TCP without TLS.`,
      },
    ];
  },
  also: witness({
    needs: ['traffic'],
    evidence:
      'Plain HTTP was first answered 15 to 25 s after connections to the same address began to be refused.',
    judge: ({ traffic }) => {
      const plain = traffic.connections.filter(
        ({ protocol, exchanges }) => protocol !== 'tls' && exchanges > 0,
      );
      if (plain.length === 0) return null;
      const servers = [...new Set(plain.map(({ server }) => server))];
      return servers.flatMap((server) => {
        const accepted = plain.find((each) => each.server === server);
        const first = traffic.connections.find((each) => each.server === server && wasRefused(each));
        if (accepted === undefined || first === undefined) return [];
        const waited = (accepted.openedAt - first.openedAt) / 1000;
        if (waited < SHORTEST_MS || waited > LONGEST_MS) return [];
        return [
          {
            message: `The daemon at ${quoted(server)} listened ${formatDuration(waited)} after the first attempt: dockerd sleeps 16 s on purpose because it serves TCP without TLS.`,
            connections: [first.id, accepted.id],
          },
        ];
      });
    },
  }),
});
