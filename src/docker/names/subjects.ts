import type { ContainerName } from '../../model/docker-facts.ts';
import { textMember } from '../json/parse-json.ts';
import type { OperationMatch } from '../operations/match.ts';
import { joinReference } from './join-reference.ts';
import type { Names } from './names.ts';
import { idDigits, SHORT_ID_LENGTH, shortId } from './short-id.ts';

/** What a request is about: its container and images, by every name that the traffic told so far. */
export interface Subjects {
  readonly container: ContainerName | null;
  readonly images: readonly string[];
}

/** `request` and `response` are parsed JSON bodies, undefined without one. */
export function subjects(match: OperationMatch, request: unknown, response: unknown, names: Names): Subjects {
  const reference = containerReference(match, request, response, names);
  const container = reference === null ? null : containerName(reference, names);
  return {
    container,
    images: Array.from(new Set(imageReferences(match, request, reference, names))).filter(
      (image) => image !== '',
    ),
  };
}

/** Id or name of the container, as the client wrote it. */
function containerReference(
  { operation, parameters, query }: OperationMatch,
  request: unknown,
  response: unknown,
  names: Names,
): string | null {
  switch (operation?.area) {
    case 'container':
      if (operation.id !== 'ContainerCreate') return parameters.id ?? null;
      // The answer tells the id; until it came, and where it was refused, there is the name alone.
      return textMember(response, 'Id') ?? query.name?.[0] ?? null;
    case 'exec':
      return names.exec(parameters.id ?? '')?.container ?? null;
    case 'image':
      return operation.id === 'ImageCommit' ? (query.container?.[0] ?? null) : null;
    case 'network':
      return textMember(request, 'Container');
    default:
      return null;
  }
}

function containerName(reference: string, names: Names): ContainerName | null {
  const written = reference.replace(/^\//, '');
  if (written === '') return null;
  const known = names.container(written);
  if (known !== null) return { id: known.id, name: known.name };
  const digits = idDigits(written);
  return digits === null || digits.length < SHORT_ID_LENGTH
    ? { id: null, name: written }
    : { id: digits, name: null };
}

function imageReferences(
  { operation, parameters, query }: OperationMatch,
  request: unknown,
  container: string | null,
  names: Names,
): readonly string[] {
  const { name = '' } = parameters;
  const tag = query.tag?.[0] ?? '';
  switch (operation?.id) {
    case 'ContainerCreate':
      return [textMember(request, 'Image') ?? ''];
    case 'ImageCreate':
      return [joinReference(query.fromImage?.[0] || (query.repo?.[0] ?? ''), tag)];
    case 'ImagePush':
      return [joinReference(name, tag)];
    case 'ImageTag':
      return [name, names.imageName(name), joinReference(query.repo?.[0] ?? '', tag)].map(shortId);
    case 'ImageCommit':
      return [joinReference(query.repo?.[0] ?? '', tag)];
    case 'ImageGetAll':
      return query.names ?? [];
    case 'ImageBuild':
      return query.t ?? [];
  }
  if (operation?.area === 'image' && name !== '') return [name, names.imageName(name)].map(shortId);
  return container === null ? [] : [names.container(container)?.image ?? ''];
}
