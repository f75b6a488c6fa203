/** The registry of an image reference: what stands before its first slash, if that can be a host (distribution, reference/normalize.go). */
export function registryOf(reference: string): string {
  const slash = reference.indexOf('/');
  const first = slash === -1 ? '' : reference.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isHost ? first : 'docker.io';
}

/** How people call it. */
export function registryWords(registry: string): string {
  return /^(.*\.)?docker\.(io|com)$/.test(registry) ? 'Docker Hub' : registry;
}

/** Host and port of the first URL in a text; null where there is none. */
export function hostIn(text: string): string | null {
  return /https?:\/\/(?:[^\s/?#@"]{0,500}@)?([^\s/?#@"]{1,255})/i.exec(text)?.[1] ?? null;
}
