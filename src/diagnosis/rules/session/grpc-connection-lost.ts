import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

const LONG: readonly string[] = ['moby.buildkit.v1.Control/Solve', 'moby.buildkit.v1.Control/Status'];

export const grpcConnectionLost = rule({
  id: 'grpc-connection-lost',
  phase: 'session',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`error reading from server: EOF`, or `closing transport … received prior goaway`.',
  cause:
    'The daemon or the builder crashed, was killed for want of memory, or was restarted while it built; or something in the path cut the connection.',
  fix: 'Look at the memory and the disk of the daemon, and at whether it is kept until the job ends.',
  evidence:
    'The side of the daemon ended the connection while `Control/Solve` or `Control/Status` was going on, and no status was sent.',
  judge: ({ traffic }) => {
    const calls = LONG.flatMap((operation) => traffic.of(operation));
    if (calls.length === 0) return null;
    const lost = calls.filter(({ state, docker, connection }) => {
      const end = traffic.connection(connection)?.endedFirst ?? null;
      // A client that is told to stop ends it itself.
      return state === 'aborted' && docker.grpc?.status == null && end?.side === 'server';
    });
    return [...new Set(lost.map(({ connection }) => connection))].map((connection) => {
      const own = lost.filter((call) => call.connection === connection);
      const build = own.find(({ docker }) => docker.build !== null);
      return {
        message: `The connection of ${build === undefined ? 'a build' : `"${quoted(build.summary)}"`} was ended by the daemon's side without a word: it crashed, was killed, or something in the path cut it.`,
        exchanges: ids(own),
        connections: [connection],
      };
    });
  },
});
