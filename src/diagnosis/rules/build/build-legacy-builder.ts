import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { header } from '../../headers.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

export const buildLegacyBuilder = rule({
  id: 'build-legacy-builder',
  phase: 'build',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Builds are slow, send the whole context, and know no --mount, --secret or heredoc.',
  cause:
    'The client uses the classic builder though the daemon has BuildKit: the buildx plugin is missing in the image of the job, DOCKER_BUILDKIT=0 is set, or a library builds.',
  fix: 'Install the buildx plugin (the image docker:cli has it) and remove DOCKER_BUILDKIT=0.',
  evidence:
    'A `POST /build` with a tar and without `version=2`, at a daemon whose ping says `Builder-Version: 2`.',
  judge: ({ traffic }) => {
    if (traffic.builds.length === 0) return null;
    const preferred = new Map<string, string>();
    for (const operation of ['SystemPingHead', 'SystemPing']) {
      for (const { server, response } of traffic.of(operation)) {
        const version = header(response, 'builder-version');
        if (version !== null) preferred.set(server, version);
      }
    }
    const known = traffic.builds.filter(({ server }) => preferred.has(server));
    if (known.length === 0) return null;
    const legacy = known.filter(
      ({ server, docker }) => docker.build?.builder === 'classic' && preferred.get(server) === '2',
    );
    if (legacy.length === 0) return [];
    const clients = new Set(legacy.map(({ docker }) => docker.client?.name ?? 'another client'));
    const library = !clients.has('docker');
    return [
      {
        message: `${formatQuantity(legacy.length, 'build')} used the classic builder, though this daemon has BuildKit${library ? ' (the client is a library)' : ''}.`,
        exchanges: ids(legacy),
      },
    ];
  },
});
