import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { listAt, textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { errorTexts, ids } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

const EXHAUSTED = /non-overlapping IPv4 address pool|predefined address pools have been fully subnetted/;

export const networkPoolExhausted = rule({
  id: 'network-pool-exhausted',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A network cannot be created, though nothing about it changed.',
  cause:
    'A daemon has addresses for some 30 networks of its own choice, and networks of jobs that are over still hold them.',
  fix: 'Remove what is left (docker network prune), or give the daemon more with --default-address-pool.',
  evidence: 'A network that was refused for want of an address pool.',
  judge: ({ traffic }) => {
    const creates = traffic.of('NetworkCreate');
    if (creates.length === 0) return null;
    const refused = creates.filter((create) => errorTexts(create).some((text) => EXHAUSTED.test(text)));
    if (refused.length === 0) return [];
    const count = networkCount(traffic);
    return [
      {
        message: `The daemon has no addresses left for another network${count}.`,
        details: refused.flatMap((create) => errorTexts(create).map(quoted)).slice(0, 1),
        exchanges: ids(refused),
      },
    ];
  },
});

function networkCount(traffic: Traffic): string {
  const networks = listAt(traffic.of('NetworkList').at(-1)?.docker.members.response ?? null);
  if (networks.length === 0) return '';
  const projects = new Set(
    networks.flatMap((network) => textAt(network, 'Labels', 'com.docker.compose.project') ?? []),
  );
  const of = projects.size === 0 ? '' : `, of ${formatQuantity(projects.size, 'compose project')}`;
  return `: it has ${formatQuantity(networks.length, 'network')}${of}`;
}
