import type { Exchange } from '../../../model/exchange.ts';
import type { RegistryCredentials } from '../../../model/registry-credentials.ts';
import { placeOf } from '../../endpoints.ts';
import { registryWords } from '../../image-reference.ts';
import { quoted, someOf } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

export const credentialsOverPlainTcp = rule({
  id: 'credentials-over-plain-tcp',
  phase: 'security',
  severity: 'sec-high',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Passwords of registries go over a network where anybody on the way can read them.',
  cause:
    'The daemon is used over plain TCP, and clients send it their logins with builds, pulls, pushes and logins.',
  fix: 'Use TLS with the daemon, or a unix socket or the loopback of one pod.',
  evidence:
    'A secret in `POST /auth`, X-Registry-Auth, X-Registry-Config or the answer of `Auth/Credentials`, on TCP without TLS; between two ends on loopback it is only worth knowing.',
  judge: ({ traffic }) => {
    const overTcp = traffic.exchanges.filter(({ server }) => placeOf(server) !== 'socket');
    if (overTcp.length === 0) return null;
    const servers = new Map<string, Exchange[]>();
    for (const exchange of overTcp) {
      if (secretsOf(exchange).length === 0) continue;
      const same = servers.get(exchange.server);
      if (same === undefined) servers.set(exchange.server, [exchange]);
      else same.push(exchange);
    }
    return [...servers].map(([server, exchanges]): Found => {
      const registries = [
        ...new Set(exchanges.flatMap(secretsOf).map((one) => quoted(registryWords(host(one))))),
      ];
      const local = exchanges.every(
        (one) => placeOf(one.server) === 'loopback' && placeOf(one.client) === 'loopback',
      );
      return {
        message: local
          ? `Logins of ${someOf(registries)} went to ${quoted(server)} unencrypted, though only over loopback.`
          : `Logins of ${someOf(registries)} crossed the network unencrypted, to ${quoted(server)}.`,
        severity: local ? 'info' : 'sec-high',
        exchanges: ids(exchanges),
      };
    });
  },
});

function secretsOf({ docker }: Exchange): readonly RegistryCredentials[] {
  const all = [...(docker.auth === null ? [] : [docker.auth]), ...(docker.build?.registries ?? [])];
  return all.filter(({ secret }) => secret !== null);
}

/** Without the scheme and path of Docker Hub's old address. */
function host({ server }: RegistryCredentials): string {
  return server.replace(/^https?:\/\//, '').replace(/\/.*$/, '') || 'a registry';
}
