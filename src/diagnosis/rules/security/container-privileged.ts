import type { MessageValue } from '../../../model/grpc-call.ts';
import { type CreatedContainer, containerWords, createdContainers, isBuilder } from '../../containers.ts';
import { listAt, memberAt, textAt, textsAt } from '../../members.ts';
import { inWords, quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** Builders of buildx, and installers of binfmt, do nothing without it. */
const NEEDS_IT = /(^|\/)(binfmt|qemu-user-static)(:|@|$)/;

export const containerPrivileged = rule({
  id: 'container-privileged',
  phase: 'security',
  severity: 'sec-warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A container may do what only root on the machine of the daemon may.',
  cause:
    'It is created with --privileged, with a capability that is as much, without a security profile, or with devices.',
  fix: 'Leave it out, or add the one capability that is needed.',
  evidence:
    '`Privileged`, `CapAdd` of ALL or SYS_ADMIN, an unconfined `SecurityOpt`, or `Devices` in the request; builders of buildx and installers of binfmt are left out.',
  judge: ({ traffic }) => {
    const created = createdContainers(traffic);
    if (created.length === 0) return null;
    return created.flatMap((container) => {
      const rights = rightsOf(container.request);
      if (rights.length === 0 || isBuilder(container) || isInstaller(container)) return [];
      return [
        {
          message: `${containerWords(container)} is created with ${inWords(rights)}.`,
          exchanges: [container.create.id],
        },
      ];
    });
  },
});

function rightsOf(request: MessageValue): readonly string[] {
  const capabilities = textsAt(request, 'HostConfig', 'CapAdd').map((name) =>
    name.toUpperCase().replace(/^CAP_/, ''),
  );
  const devices = listAt(request, 'HostConfig', 'Devices').flatMap(
    (device) => textAt(device, 'PathOnHost') ?? [],
  );
  return [
    ...(memberAt(request, 'HostConfig', 'Privileged') === true ? ['--privileged'] : []),
    ...capabilities
      .filter((name) => name === 'ALL' || name === 'SYS_ADMIN')
      .map((name) => `--cap-add ${name}`),
    ...textsAt(request, 'HostConfig', 'SecurityOpt')
      .filter((option) => /unconfined|^label[:=]disable$/.test(option))
      .map((option) => `--security-opt ${quoted(option)}`),
    ...devices.map((path) => `--device ${quoted(path)}`),
  ];
}

function isInstaller({ image }: CreatedContainer): boolean {
  return image !== null && NEEDS_IT.test(image);
}
