import { safeText } from '../../../views/view-model/safe-text.ts';
import { rule } from '../../rule.ts';

export const dindAliasCollision = rule({
  id: 'dind-alias-collision',
  phase: 'connect',
  severity: 'error',
  certainty: 'likely',
  needs: ['probe'],
  symptom:
    '`No such image` right after a build, or errors of certificates, now and then, only with parallel jobs.',
  cause: 'Two jobs on one network gave their dind the same name, so that a client gets the one or the other.',
  fix: 'Give each job a network of its own (GitLab: FF_NETWORK_PER_BUILD: "true"), or its dind a name of its own.',
  evidence:
    'The name of the daemon has more than one address of a kind, with another daemon behind each as far as they were asked.',
  judge: ({ probe }) => {
    const { resolution, host, daemonIds } = probe;
    if (resolution === null || resolution.error !== null || host === null) return null;
    const [first = ''] = resolution.addresses;
    const alike = resolution.addresses.filter((address) => address.includes(':') === first.includes(':'));
    if (alike.length < 2 || daemonIds.length === 1) return [];
    const name = `"${safeText(host)}" has ${alike.length} addresses (${alike.slice(0, 4).map(safeText).join(', ')})`;
    if (daemonIds.length === 0) return [{ message: `${name}: parallel jobs may share it.` }];
    const ids = daemonIds.map((id) => safeText(id.slice(0, 12))).join(', ');
    return [
      {
        message: `${name} with ${daemonIds.length} daemons behind them (${ids}): parallel jobs share the name.`,
        certainty: 'sure',
      },
    ];
  },
});
