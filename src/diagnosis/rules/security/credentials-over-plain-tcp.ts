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
    const hops = traffic.exchanges.flatMap(plainHops);
    if (hops.length === 0) return null;
    const servers = new Map<string, Hop[]>();
    for (const hop of hops) {
      if (secretsOf(hop.exchange).length === 0) continue;
      const same = servers.get(hop.server);
      if (same === undefined) servers.set(hop.server, [hop]);
      else same.push(hop);
    }
    return [...servers].map(([server, there]): Found => {
      const exchanges = there.map(({ exchange }) => exchange);
      const registries = [
        ...new Set(exchanges.flatMap(secretsOf).map((one) => quoted(registryWords(host(one))))),
      ];
      const local = there.every((hop) => hop.local);
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

/** A part of an exchange's way that others can read. */
interface Hop {
  readonly exchange: Exchange;
  readonly server: string;
  readonly local: boolean;
}

/** Through a proxy there are two parts, each with TLS or without; a socket is read by nobody on the way. */
function plainHops(exchange: Exchange): readonly Hop[] {
  const { client, server, proxied } = exchange;
  if (proxied === null) {
    const local = placeOf(server) === 'loopback' && placeOf(client) === 'loopback';
    return placeOf(server) === 'socket' ? [] : [{ exchange, server, local }];
  }
  const { listener, listenerTls, target, targetTls } = proxied;
  const parts = [...(listenerTls ? [] : [listener]), ...(targetTls ? [] : [target])];
  return parts.flatMap((end) =>
    placeOf(end) === 'socket' ? [] : [{ exchange, server: end, local: placeOf(end) === 'loopback' }],
  );
}

function secretsOf({ docker }: Exchange): readonly RegistryCredentials[] {
  const all = [...(docker.auth === null ? [] : [docker.auth]), ...(docker.build?.registries ?? [])];
  return all.filter(({ secret }) => secret !== null);
}

/** Without the scheme and path of Docker Hub's old address. */
function host({ server }: RegistryCredentials): string {
  return server.replace(/^https?:\/\//, '').replace(/\/.*$/, '') || 'a registry';
}
