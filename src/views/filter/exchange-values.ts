import type { Exchange } from '../../model/exchange.ts';
import type { HeaderField } from '../../model/header-field.ts';
import type { RegistryCredentials } from '../../model/registry-credentials.ts';
import { Secret } from '../../model/secret.ts';
import { registryHost } from '../view-model/exchange-facts.ts';
import { clientWords } from '../view-model/exchange-row.ts';

/** A list without what is not known. */
export function known<Value>(...values: readonly (Value | null | undefined)[]): readonly Value[] {
  return values.filter((value) => value !== null && value !== undefined);
}

/** The operation's id, and the CLI's word for it: the first one of the summary. */
export function operationValues({ operation, summary }: Exchange): readonly string[] {
  const space = summary.indexOf(' ');
  return known(operation, space < 0 ? summary : summary.slice(0, space));
}

/** `docker`, `docker 28.2`, and the address with and without its port. */
export function clientValues({ client, docker }: Exchange): readonly string[] {
  const words = docker.client === null ? [] : [docker.client.name, clientWords(docker.client)];
  return [...words, client, withoutPort(client)];
}

/** Both ends, and the one that the client asked for. */
export function hostValues({ client, server, request }: Exchange): readonly string[] {
  const asked = request?.headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  return [withoutPort(client), withoutPort(server), ...known(asked).map((host) => withoutPort(String(host)))];
}

/** Of `ip:port`, `[ipv6]:port` or `name:port`; a unix path stays as it is. */
export function withoutPort(address: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:/]*))(?::\d+)?$/.exec(address) ?? [];
  return bracketed ?? plain ?? address;
}

/** `Name: value` of all headers and trailers; one that holds a secret is its name alone. */
export function headerValues({ request, response }: Exchange): readonly string[] {
  const fields = [request?.headers, request?.trailers, response?.headers, response?.trailers];
  return known(...fields).flatMap((list) => list.map(headerText));
}

function headerText([name, value]: HeaderField): string {
  return value instanceof Secret ? `${name}:` : `${name}: ${value}`;
}

export function queryValues({ request }: Exchange): readonly string[] {
  return Object.entries(request?.query ?? {}).flatMap(([name, values]) =>
    values.map((value) => `${name}=${value}`),
  );
}

/** Paths of a build context or of an archive that went either way. */
export function fileValues({ docker }: Exchange): readonly string[] {
  const entries = docker.build?.context?.entries ?? docker.archive?.entries ?? [];
  return entries.map(({ path }) => path);
}

/** Names that images were given, or were to be given: by a build, a tag, a commit, an import. */
export function tagValues({ operation, docker }: Exchange): readonly string[] {
  const { build, images } = docker;
  if (build !== null) return [...build.tags, ...build.taggedAs];
  return operation === 'ImageTag' || operation === 'ImageCommit' ? images.slice(-1) : [];
}

export function containerValues({ docker: { container } }: Exchange): readonly string[] {
  if (container === null) return [];
  // Docker shows people the first twelve digits of an id, so that is what they will type.
  return known(container.name, container.id, container.id?.slice(0, 12));
}

export function credentials({ docker }: Exchange): readonly RegistryCredentials[] {
  return [...(docker.build?.registries ?? []), ...known(docker.auth)];
}

/** Registries that an account was sent for, as sent and as host, and those that an image is named after. */
export function registryValues(exchange: Exchange): readonly string[] {
  const sent = credentials(exchange).flatMap(({ server }) => [server, registryHost(server)]);
  return [...sent, ...exchange.docker.images.flatMap((image) => known(registryOf(image)))];
}

/** An image's first part is a registry if it has a dot or a port, or is localhost; otherwise it is Docker Hub's. */
function registryOf(image: string): string | null {
  const first = /^([^/]+)\//.exec(image)?.[1];
  return first !== undefined && /[.:]|^localhost$/.test(first) ? first : null;
}

export function errorValues({ docker, tlsFailure }: Exchange): readonly string[] {
  const errors = known(docker.error, docker.build?.error, docker.progress?.errorDetail);
  const steps = (docker.build?.steps ?? []).flatMap(({ error }) => known(error));
  const tls = known(tlsFailure).map(({ detail }) => detail);
  return [...errors.map(({ message }) => message), ...steps, ...tls];
}

/** `moby.filesync.v1.FileSync/DiffCopy` */
export function grpcValues({ request }: Exchange): readonly string[] {
  if (request === null || !isGrpc(request.body.mediaType)) return [];
  return [request.path.replace(/^\//, '')];
}

/** `application/grpc`, `application/grpc+proto` */
function isGrpc(mediaType: string | null): boolean {
  return mediaType !== null && /^application\/grpc(\+|$)/.test(mediaType);
}
