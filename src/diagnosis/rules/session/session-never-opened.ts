import type { Exchange } from '../../../model/exchange.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { openedSessions } from '../../sessions.ts';

export const sessionNeverOpened = rule({
  id: 'session-never-opened',
  phase: 'session',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`no active sessions`, mostly from a library.',
  cause:
    'The client asks for a build by BuildKit, and does not open the session over which BuildKit asks for files.',
  fix: 'Build with buildx, use a library that opens /session, or ask for the classic builder (version=1).',
  evidence:
    'A `POST /build?version=2` that failed, without `session=` or with one for which no `POST /session` was seen.',
  judge: ({ traffic }) => {
    const builds = traffic
      .of('ImageBuild')
      .filter(({ request, docker }) => first(request?.query.version) === '2' && docker.build !== null);
    if (builds.length === 0) return null;
    const opened = openedSessions(traffic);
    return builds.flatMap((build) => {
      const id = first(build.request?.query.session);
      const failed = (build.docker.build?.error ?? build.docker.error) !== null;
      // The tar of another build comes in a request of its own.
      const isUpload = first(build.request?.query.buildid)?.startsWith('upload-request') === true;
      if (
        !failed ||
        isUpload ||
        isMissed(build, traffic) ||
        (id !== null && opened.some((session) => session.id === id))
      )
        return [];
      return [
        {
          message:
            id === null
              ? 'The client asked for a build by BuildKit without a session.'
              : `The client asked for a build by BuildKit with the session ${quoted(id)}, which it did not open.`,
          exchanges: [build.id],
        },
      ];
    });
  },
});

/** Of a capture that begins in the midst a session may have been opened before. */
function isMissed({ connection }: Exchange, traffic: Parameters<typeof openedSessions>[0]): boolean {
  return traffic.connection(connection)?.handshake === 'missed';
}

function first(values: readonly (string | { toString(): string })[] | undefined): string | null {
  const value = values?.[0]?.toString() ?? '';
  return value === '' ? null : value;
}
