import { textAt } from '../../members.ts';
import { rule, witness } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

const MESSAGE =
  'The daemon uses the storage driver vfs: every layer is a full copy, which is slow and takes several times the disk.';

export const storageDriverVfs = rule({
  id: 'storage-driver-vfs',
  phase: 'build',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Builds and pulls are slow, and the disk of the daemon fills up.',
  cause:
    'The daemon fell back to vfs, which copies every layer whole, because its data lies on a file system that overlay cannot stand on (mostly the overlay of its own container).',
  fix: 'Give /var/lib/docker of the daemon a volume that is no overlay; a rootless daemon can use fuse-overlayfs.',
  evidence: '`Driver: vfs` in `GET /info`.',
  judge: ({ traffic }) => {
    const infos = traffic
      .of('SystemInfo')
      .filter(({ docker }) => textAt(docker.members.response, 'Driver') !== null);
    if (infos.length === 0) return null;
    const vfs = infos.filter(({ docker }) => textAt(docker.members.response, 'Driver') === 'vfs');
    if (vfs.length === 0) return [];
    return [
      {
        message: MESSAGE,
        exchanges: ids(vfs),
      },
    ];
  },
  also: witness({
    needs: ['probe'],
    evidence: 'The daemon says so when it is asked.',
    judge: ({ probe: { info } }) => {
      if (info === null) return null;
      return info.storageDriver === 'vfs' ? [{ message: MESSAGE }] : [];
    },
  }),
});
