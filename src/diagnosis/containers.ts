import type { Exchange } from '../model/exchange.ts';
import type { MessageValue } from '../model/grpc-call.ts';
import { textAt } from './members.ts';
import { quoted } from './quoted.ts';
import type { Traffic } from './traffic.ts';

/** A container that the traffic creates. */
export interface CreatedContainer {
  readonly create: Exchange;
  /** All of its digits; null where creation failed or was not answered. */
  readonly id: string | null;
  readonly name: string | null;
  readonly image: string | null;
  /** What is kept of its request. */
  readonly request: MessageValue;
}

export function createdContainers(traffic: Traffic): readonly CreatedContainer[] {
  return traffic.of('ContainerCreate').map((create) => ({
    create,
    id: textAt(create.docker.members.response, 'Id'),
    name: create.docker.container?.name ?? create.request?.query.name?.[0]?.toString() ?? null,
    image: create.docker.process?.image ?? create.docker.images[0] ?? null,
    request: create.docker.members.request,
  }));
}

/** Whether an exchange is about this container; ids may be shortened. */
export function isAbout({ docker }: Exchange, { id, name }: CreatedContainer): boolean {
  const { container } = docker;
  if (container === null) return false;
  if (container.id !== null && id !== null) return id.startsWith(container.id) || container.id.startsWith(id);
  return container.name !== null && container.name === name;
}

/** `Container "db"`, or by its image where it has no name of its own. Safe to print. */
export function containerWords({ name, image }: Pick<CreatedContainer, 'name' | 'image'>): string {
  if (name !== null && name !== '') return `Container "${quoted(name)}"`;
  return image === null ? 'A container' : `A container of ${quoted(image)}`;
}

/** The same for whatever an exchange is about. */
export function subjectWords({ docker }: Exchange): string {
  const { container, images } = docker;
  const name = container?.name ?? null;
  if (name === null && images.length === 0 && container?.id != null) {
    return `Container ${quoted(container.id.slice(0, 12))}`;
  }
  return containerWords({ name, image: images[0] ?? null });
}

/** The containers that buildx builds in: they need what others should not have. */
export function isBuilder({ name }: CreatedContainer): boolean {
  return name?.startsWith('buildx_buildkit_') === true;
}
