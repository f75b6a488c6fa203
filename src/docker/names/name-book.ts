import { isObject, member, textMember } from '../json/parse-json.ts';
import { BoundedMap } from './bounded-map.ts';
import { idDigits, SHORT_ID_LENGTH, shortId } from './short-id.ts';

/** Things of one kind that are remembered; about 300 bytes each. The oldest are forgotten first. */
const MAX_KNOWN = 5000;

/** Longest name that is remembered. Docker's own limit for an image reference is 255. */
const MAX_NAME = 300;

export interface KnownContainer {
  readonly id: string;
  readonly name: string | null;
  readonly image: string | null;
  /** Whether it has a TTY, so that its output is not multiplexed; null where no body told. */
  readonly tty: boolean | null;
}

export interface KnownExec {
  readonly id: string;
  /** Id or name of its container, as the client wrote it. */
  readonly container: string | null;
  readonly command: readonly string[];
  readonly tty: boolean | null;
}

/** Containers, execs, images, networks and the rest, by id and by name; looked up by either. */
export class NameBook {
  readonly #containers = new BoundedMap<KnownContainer>(MAX_KNOWN);
  /** Name, or first twelve digits of an id, to the full id. */
  readonly #containerKeys = new BoundedMap<string>(2 * MAX_KNOWN);
  readonly #execs = new BoundedMap<KnownExec>(MAX_KNOWN);
  readonly #images = new BoundedMap<string>(2 * MAX_KNOWN);
  readonly #things = new BoundedMap<string>(MAX_KNOWN);
  /** Grows whenever a container gets a name, or another one. */
  namings = 0;

  /** By name, by full id, or by the beginning of one, as the daemon itself finds them. */
  container(reference: string): KnownContainer | null {
    const key = reference.replace(/^\//, '');
    const digits = idDigits(key);
    const byKey = this.#containers.get(this.#containerKeys.get(key) ?? digits ?? key);
    if (byKey !== undefined || digits === null) return byKey ?? null;
    // Of so many digits the first ones are a key, so that nobody looks through all for an id that is not known.
    if (digits.length >= SHORT_ID_LENGTH) {
      const id = this.#containerKeys.get(digits.slice(0, SHORT_ID_LENGTH));
      return id?.startsWith(digits) ? (this.#containers.get(id) ?? null) : null;
    }
    for (const known of this.#containers.values()) if (known.id.startsWith(digits)) return known;
    return null;
  }

  /** A container's name for its id, or the short id where none is known; a name stays as it was written. */
  containerName(reference: string): string {
    const digits = idDigits(reference);
    const known = digits === null ? null : this.container(reference);
    const byId = known?.id.startsWith(digits ?? '') ? known.name : null;
    return byId ?? shortId(reference.replace(/^\//, ''));
  }

  /** The name that belongs to an id, of which the first twelve digits are enough; null where none was told. */
  nameOfContainer(id: string): string | null {
    const key = this.#containerKeys.get(id.slice(0, SHORT_ID_LENGTH));
    return (key === undefined ? undefined : this.#containers.get(key))?.name ?? null;
  }

  exec(id: string): KnownExec | null {
    return this.#execs.get(id) ?? null;
  }

  /** Whether the container or exec has a TTY; null where no body told. */
  isTty(reference: string): boolean | null {
    return this.exec(reference)?.tty ?? this.container(reference)?.tty ?? null;
  }

  /** An image's first tag for its id; other references as they are, full ids shortened. */
  imageName(reference: string): string {
    const digits = idDigits(reference);
    const tag = digits === null ? undefined : this.#images.get(digits.slice(0, SHORT_ID_LENGTH));
    return tag ?? shortId(reference);
  }

  /** A network, service, node, secret, config, task or plugin: its name for its id. */
  thingName(reference: string): string {
    return this.#things.get(reference) ?? shortId(reference);
  }

  setContainer(id: string, facts: Partial<Omit<KnownContainer, 'id'>>): void {
    const digits = idDigits(id);
    if (digits === null || digits.length !== 64) return;
    const old = this.#containers.get(digits);
    const name = facts.name?.replace(/^\//, '').slice(0, MAX_NAME) || (old?.name ?? null);
    const image = facts.image?.slice(0, MAX_NAME) || (old?.image ?? null);
    if (name !== (old?.name ?? null)) this.namings += 1;
    this.#containers.set(digits, { id: digits, name, image, tty: facts.tty ?? old?.tty ?? null });
    this.#containerKeys.set(digits.slice(0, SHORT_ID_LENGTH), digits);
    if (name !== null) this.#containerKeys.set(name, digits);
  }

  setExec(id: string, facts: Partial<Omit<KnownExec, 'id'>>): void {
    if (idDigits(id) === null) return;
    const old = this.#execs.get(id);
    this.#execs.set(id, {
      id,
      container: facts.container ?? old?.container ?? null,
      command: facts.command ?? old?.command ?? [],
      tty: facts.tty ?? old?.tty ?? null,
    });
  }

  setImage(id: string, tag: unknown): void {
    const digits = idDigits(id);
    if (digits === null || digits.length < SHORT_ID_LENGTH || typeof tag !== 'string') return;
    if (tag === '' || tag.length > MAX_NAME || tag.includes('<none>')) return;
    this.#images.set(digits.slice(0, SHORT_ID_LENGTH), tag);
  }

  setThing(id: string, name: string): void {
    if (id !== '' && id.length <= MAX_NAME && name !== '') this.#things.set(id, name.slice(0, MAX_NAME));
  }

  /** Learns `Id`/`ID` and `Name` of one object, wherever the API keeps the name. */
  setThingOf(value: unknown, name: string | null = thingNameOf(value)): void {
    const id = textMember(value, 'Id') ?? textMember(value, 'ID');
    if (id !== null && name !== null) this.setThing(id, name);
  }
}

function thingNameOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  return (
    textMember(value, 'Name') ??
    textMember(member(value, 'Spec'), 'Name') ??
    textMember(member(value, 'Description'), 'Hostname')
  );
}
