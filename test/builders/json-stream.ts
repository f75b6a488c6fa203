const encoder = new TextEncoder();

export function bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** JSON values as the daemon streams them: each on a line that ends in CRLF. */
export function jsonStream(...values: readonly unknown[]): Uint8Array {
  return bytes(values.map((value) => `${JSON.stringify(value)}\r\n`).join(''));
}

/** Texts as the `stream` values of a build's answer. */
export function streamValues(...texts: readonly string[]): readonly { readonly stream: string }[] {
  return texts.map((stream) => ({ stream }));
}
