import type { Exchange } from '../../../model/exchange.ts';
import { safeText } from '../../../views/view-model/safe-text.ts';
import { hostOf } from '../../connection-words.ts';
import { header } from '../../headers.ts';
import { textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';

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
  also: witness({
    needs: ['traffic'],
    evidence:
      'One name in `Host` leads to several addresses whose `/info` tells different daemons, or to and fro between them.',
    judge: ({ traffic }) => {
      const told = traffic.of('SystemInfo').filter((one) => daemonId(one) !== null && nameOf(one) !== null);
      if (told.length === 0) return null;
      const names = [...new Set(told.map(nameOf))];
      return names.flatMap((name) => {
        const here = told.filter((one) => nameOf(one) === name);
        const ids = [...new Set(here.map(daemonId))];
        if (ids.length < 2 || !(haveOwnAddresses(here, ids.length) || goToAndFro(here))) return [];
        const shown = ids.map((id) => quoted((id ?? '').slice(0, 12))).join(', ');
        return [
          {
            message: `"${quoted(name ?? '')}" is ${ids.length} daemons (${shown}): parallel jobs share the name.`,
            exchanges: here.map(({ id }) => id),
          },
        ];
      });
    },
  }),
});

/** What a client writes that names no host, as for a socket. */
const NO_NAME: ReadonlySet<string> = new Set(['api.moby.localhost', 'localhost', '127.0.0.1', '[::1]', '']);

function daemonId({ docker }: Exchange): string | null {
  return textAt(docker.members.response, 'ID');
}

function nameOf({ request }: Exchange): string | null {
  const host = hostOf(header(request, 'host') ?? '').toLowerCase();
  return NO_NAME.has(host) ? null : host;
}

/** A daemon that was started anew has another ID at the same address. */
function haveOwnAddresses(exchanges: readonly Exchange[], daemons: number): boolean {
  return new Set(exchanges.map(({ server }) => server)).size >= daemons;
}

/** The first daemon answers again after the second. */
function goToAndFro(exchanges: readonly Exchange[]): boolean {
  const ids = exchanges.map(daemonId).filter((id, index, all) => id !== all[index - 1]);
  return new Set(ids).size < ids.length;
}
