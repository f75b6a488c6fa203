import type { CreatedProcess } from '../../model/created-process.ts';
import type { Secret } from '../../model/secret.ts';
import { maskText } from '../auth/mask-json.ts';
import { isObject, member, numberMember, textMember } from '../json/parse-json.ts';

/** Words of one list that are kept, and characters of each: a command may be a whole script. */
const MAX_WORDS = 50;
const MAX_WORD = 500;

/** From the JSON body of `POST /containers/create` or `POST /containers/{id}/exec`; null for any other. */
export function readCreatedProcess(operation: string | null, body: unknown): CreatedProcess | null {
  if (operation !== 'ContainerCreate' && operation !== 'ContainerExec') return null;
  if (!isObject(body)) return null;
  const host = member(body, 'HostConfig');
  const network = textMember(host, 'NetworkMode');
  return {
    image: textMember(body, 'Image'),
    entrypoint: words(member(body, 'Entrypoint')),
    command: words(member(body, 'Cmd')),
    tty: member(body, 'Tty') === true,
    stdin: member(body, operation === 'ContainerExec' ? 'AttachStdin' : 'OpenStdin') === true,
    attached: member(body, 'AttachStdout') === true || member(body, 'AttachStderr') === true,
    autoRemove: member(host, 'AutoRemove') === true,
    privileged: member(host, 'Privileged') === true || member(body, 'Privileged') === true,
    user: textMember(body, 'User') || null,
    workingDir: textMember(body, 'WorkingDir') || null,
    network: network === '' || network === 'default' ? null : network,
    env: words(member(body, 'Env')),
    volumes: plainWords(member(host, 'Binds')),
    ports: ports(member(host, 'PortBindings')),
  };
}

/** Of the answer to a wait, or to the inspection of an exec; null where it has none. */
export function readExitCode(operation: string | null, answer: unknown): number | null {
  if (operation === 'ContainerWait') {
    const code = numberMember(answer, 'StatusCode');
    // -1: the wait ended before the container did, as where `docker run -d` went away.
    return code === null || code < 0 ? null : code;
  }
  // An exec that still runs has a code of 0 too.
  if (operation !== 'ExecInspect' || member(answer, 'Running') === true) return null;
  return numberMember(answer, 'ExitCode');
}

function words(value: unknown): readonly (string | Secret)[] {
  return plainWords(value).map(maskText);
}

function plainWords(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.slice(0, MAX_WORD)];
  if (!Array.isArray(value)) return [];
  return value
    .filter((word): word is string => typeof word === 'string')
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_WORD));
}

/** `{"80/tcp": [{"HostIp": "", "HostPort": "8080"}]}` as the CLI writes it. */
function ports(bindings: unknown): readonly string[] {
  if (!isObject(bindings)) return [];
  return Object.entries(bindings)
    .slice(0, MAX_WORDS)
    .flatMap(([inside, outside]) =>
      (Array.isArray(outside) ? outside : []).slice(0, MAX_WORDS).map((place: unknown) => {
        const ip = textMember(place, 'HostIp');
        const port = textMember(place, 'HostPort') ?? '';
        const where = ip ? `${ip}:${port}:` : port === '' ? '' : `${port}:`;
        return `${where}${inside.replace(/\/tcp$/, '')}`.slice(0, MAX_WORD);
      }),
    );
}
