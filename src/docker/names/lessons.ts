import { member, textMember } from '../json/parse-json.ts';
import type { OperationMatch } from '../operations/match.ts';
import type { NameBook } from './name-book.ts';

/** What one exchange has said so far. */
export interface Spoken {
  readonly match: OperationMatch;
  /** Parsed JSON bodies; undefined where there is none. */
  readonly request: unknown;
  readonly response: unknown;
  /** The daemon answered with a status below 300. */
  readonly accepted: boolean;
}

export type Lesson = (names: NameBook, spoken: Spoken) => void;

/** Items of a list answer that are learnt from; `docker ps -a` of a busy CI host is some thousands. */
const MAX_ITEMS = 5000;

const createThing: Lesson = (names, { request, response }) => {
  names.setThingOf(response, textMember(request, 'Name'));
};
const inspectThing: Lesson = (names, { response }) => {
  names.setThingOf(response);
};
const listThings: Lesson = (names, { response }) => {
  for (const item of items(response)) names.setThingOf(item);
};

/** Operation id to what its exchange teaches. */
export const lessons: Readonly<Record<string, Lesson>> = {
  ContainerCreate: (names, { match, request, response }) => {
    const id = textMember(response, 'Id');
    if (id === null) return;
    const tty = member(request, 'Tty');
    names.setContainer(id, {
      name: match.query.name?.[0] ?? null,
      image: textMember(request, 'Image'),
      // Left out means false: Go's zero value.
      tty: request === undefined ? null : tty === true,
    });
  },
  ContainerInspect: (names, { response }) => {
    const id = textMember(response, 'Id');
    const config = member(response, 'Config');
    const image = textMember(config, 'Image');
    if (id === null) return;
    const tty = member(config, 'Tty');
    names.setContainer(id, {
      name: textMember(response, 'Name'),
      image,
      tty: typeof tty === 'boolean' ? tty : null,
    });
    const imageId = textMember(response, 'Image');
    if (imageId !== null) names.setImage(imageId, image);
  },
  ContainerList: (names, { response }) => {
    for (const item of items(response)) {
      const id = textMember(item, 'Id');
      const aliases = member(item, 'Names');
      // Links of other containers are aliases of the form /other/alias.
      const name = items(aliases).find((alias) => typeof alias === 'string' && !alias.includes('/', 1));
      if (id === null) continue;
      names.setContainer(id, {
        name: typeof name === 'string' ? name : null,
        image: textMember(item, 'Image'),
      });
    }
  },
  ContainerRename: (names, { match, accepted }) => {
    const known = names.container(match.parameters.id ?? '');
    const name = match.query.name?.[0];
    if (accepted && known !== null && name !== undefined) names.setContainer(known.id, { name });
  },
  ContainerExec: (names, { match, request, response }) => {
    const id = textMember(response, 'Id');
    if (id === null) return;
    names.setExec(id, {
      container: match.parameters.id ?? null,
      ...(request === undefined
        ? {}
        : { command: words(member(request, 'Cmd')), tty: member(request, 'Tty') === true }),
    });
  },
  ExecStart: (names, { match, request }) => {
    // The daemon frames the answer by what the exec was created with; clients repeat it here.
    const tty = member(request, 'Tty');
    const id = match.parameters.id ?? '';
    if (typeof tty === 'boolean' && (names.exec(id)?.tty ?? null) === null) names.setExec(id, { tty });
  },
  ExecInspect: (names, { response }) => {
    const id = textMember(response, 'ID');
    const process = member(response, 'ProcessConfig');
    const tty = member(process, 'tty');
    const entrypoint = textMember(process, 'entrypoint');
    if (id === null) return;
    names.setExec(id, {
      container: textMember(response, 'ContainerID'),
      ...(entrypoint === null ? {} : { command: [entrypoint, ...words(member(process, 'arguments'))] }),
      tty: typeof tty === 'boolean' ? tty : null,
    });
  },
  ImageInspect: (names, { response }) => {
    const id = textMember(response, 'Id');
    if (id !== null) names.setImage(id, items(member(response, 'RepoTags'))[0]);
  },
  ImageList: (names, { response }) => {
    for (const item of items(response)) {
      const id = textMember(item, 'Id');
      if (id !== null) names.setImage(id, items(member(item, 'RepoTags'))[0]);
    }
  },
  ImageTag: (names, { match, accepted }) => {
    const repository = match.query.repo?.[0];
    if (!accepted || repository === undefined) return;
    names.setImage(match.parameters.name ?? '', `${repository}:${match.query.tag?.[0] || 'latest'}`);
  },
  NetworkCreate: createThing,
  NetworkInspect: inspectThing,
  NetworkList: listThings,
  ServiceCreate: createThing,
  ServiceInspect: inspectThing,
  ServiceList: listThings,
  SecretCreate: createThing,
  SecretInspect: inspectThing,
  SecretList: listThings,
  ConfigCreate: createThing,
  ConfigInspect: inspectThing,
  ConfigList: listThings,
  NodeInspect: inspectThing,
  NodeList: listThings,
};

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [];
}

function words(value: unknown): readonly string[] {
  return items(value)
    .filter((word): word is string => typeof word === 'string')
    .slice(0, 20)
    .map((word) => word.slice(0, 200));
}
