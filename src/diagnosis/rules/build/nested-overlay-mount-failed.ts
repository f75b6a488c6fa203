import { memberAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, toldErrors } from '../../told-errors.ts';

export const nestedOverlayMountFailed = rule({
  id: 'nested-overlay-mount-failed',
  phase: 'build',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    'After the change to Docker 29, pulls and containers end with `failed to mount … invalid argument`.',
  cause:
    "Docker 29 keeps images in containerd's store, which mounts overlay; on the overlay file system of the dind container itself that cannot be done.",
  fix: 'Put /var/lib/docker and /var/lib/containerd of the daemon on a volume, or start it with --feature containerd-snapshotter=false.',
  evidence: '`failed to mount …containerd-mount… overlay … invalid argument` in what the daemon answers.',
  judge: ({ traffic }) => {
    if (traffic.exchanges.length === 0) return null;
    const failed = toldErrors(
      traffic,
      /failed to mount \S*containerd-mount.*overlay.*invalid argument|overlay.*containerd-mount.*invalid argument/is,
    );
    if (failed.length === 0) return [];
    const store = traffic
      .of('SystemInfo')
      .some(({ docker }) =>
        JSON.stringify(memberAt(docker.members.response, 'DriverStatus') ?? null).includes(
          'io.containerd.snapshotter.v1',
        ),
      );
    return [
      {
        message: `The daemon's storage lies on an overlay file system, on which ${store ? 'its containerd image store' : "Docker's containerd store"} cannot mount another overlay.`,
        details: failed.map(({ text }) => quoted(text)).slice(0, 1),
        exchanges: ids(failed.flatMap(({ exchanges }) => exchanges)),
      },
    ];
  },
});
