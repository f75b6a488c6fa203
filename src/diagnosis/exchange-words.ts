// What rules ask of an exchange and say about it. All texts that come out are safe to print.
import type { DockerError } from '../model/docker-error.ts';
import type { Exchange } from '../model/exchange.ts';
import { quoted } from './quoted.ts';

/** What went wrong, whether the status said so or the stream behind a 200; null where nothing did. */
export function errorOf({ docker }: Exchange): DockerError | null {
  return docker.error ?? docker.build?.error ?? docker.progress?.errorDetail ?? null;
}

/** `docker 28.2.2`, `Testcontainers for Java`; `a client` where it does not say who it is. */
export function clientWords({ docker: { client } }: Exchange): string {
  if (client === null) return 'a client without a name';
  return quoted(client.version === null ? client.name : `${client.name} ${client.version}`);
}

/** `this daemon (29.1.3)`. */
export function daemonWords({ docker: { daemon } }: Exchange): string {
  return daemon?.version ? `this daemon (${quoted(daemon.version)})` : 'this daemon';
}

/** Tells clients apart: the machine they run on, and the program. */
export function clientKey({ client, docker }: Exchange): string {
  const machine = client.replace(/:\d+$/, '');
  return JSON.stringify([machine, docker.client?.userAgent ?? null]);
}

/** First of each group, with the ids of all in it; groups in order of their first. */
export function grouped(
  exchanges: readonly Exchange[],
  key: (exchange: Exchange) => string,
): readonly { readonly first: Exchange; readonly ids: readonly number[] }[] {
  const groups = new Map<string, { readonly first: Exchange; readonly ids: number[] }>();
  for (const exchange of exchanges) {
    const name = key(exchange);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { first: exchange, ids: [exchange.id] });
    else group.ids.push(exchange.id);
  }
  return [...groups.values()];
}
