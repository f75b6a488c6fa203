import type { HeaderField } from '../model/header-field.ts';

/** Value of a header by its name in lower case; null where it is not there. */
export function header(
  message: { readonly headers: readonly HeaderField[] } | null,
  name: string,
): string | null {
  const found = message?.headers.find(([key]) => key.toLowerCase() === name);
  return found === undefined ? null : found[1].toString();
}
