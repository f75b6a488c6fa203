import { MASK, Secret } from '../../model/secret.ts';
import { isObject } from '../json/parse-json.ts';
import { isSecret, maskUrls } from './secret-names.ts';

/** A JSON value whose secret strings are `Secret`s. */
export type MaskedJson =
  | null
  | boolean
  | number
  | string
  | Secret
  | readonly MaskedJson[]
  | { readonly [name: string]: MaskedJson };

// Names of swarm's secrets are no secrets; everything in its JoinTokens is one.
const openNames: ReadonlySet<string> = new Set(['SecretID', 'SecretName']);
const secretObjects: ReadonlySet<string> = new Set(['JoinTokens']);

/** Operations whose `Data` member is a secret's content in base64. */
const secretData: ReadonlySet<string> = new Set(['SecretCreate', 'SecretUpdate', 'SecretInspect']);

/**
 * A parsed JSON body with its secrets masked: members that are named like one (`password`, `auth`,
 * `IdentityToken`, `UnlockKey`), `NAME=value` strings as in `Env`, and passwords in URLs. `operation` is the
 * id of the operation whose body it is, null where that is not known.
 */
export function maskJson(value: unknown, operation: string | null): MaskedJson {
  const dataIsSecret = operation !== null && secretData.has(operation);

  const mask = (name: string, inner: unknown, within: boolean): MaskedJson => {
    if (typeof inner === 'string') {
      const secret =
        within || (dataIsSecret && name === 'Data') || (isSecret(name, inner) && !openNames.has(name));
      return secret && inner !== '' ? new Secret(inner) : maskText(inner);
    }
    if (Array.isArray(inner)) return inner.map((item) => mask(within ? name : '', item, within));
    if (isObject(inner)) {
      // fromEntries defines members, so that one called `__proto__` stays one.
      return Object.fromEntries(
        Object.entries(inner).map(([key, item]) => [key, mask(key, item, within || secretObjects.has(name))]),
      );
    }
    return typeof inner === 'number' || typeof inner === 'boolean' ? inner : null;
  };
  return mask('', value, false);
}

// `NAME=value` as in Env and build args, or as a Dockerfile instruction of an import's `changes`.
const ASSIGNMENT = /^((?:(?:ENV|ARG|LABEL)\s+)?([\w.-]{1,200})=)(.*)$/is;

/** A text with the value of a secret-looking `NAME=value` and the passwords of URLs masked. */
export function maskText(text: string): string | Secret {
  const [, start = '', name = '', value = ''] = ASSIGNMENT.exec(text) ?? [];
  if (isSecret(name, value)) return new Secret(text, `${start}${MASK}`);
  const shown = maskUrls(text, MASK);
  if (shown !== text) return new Secret(text, shown);
  return isSecret('', text) ? new Secret(text) : text;
}
