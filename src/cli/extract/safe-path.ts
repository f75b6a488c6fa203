import { sep } from 'node:path';

/** ext4, XFS, APFS and NTFS all end here. */
const MAX_NAME_BYTES = 255;

/** Names under `--out` that a path of an archive stands for, or why it stands for none. */
export type SafePath =
  | { readonly ok: true; readonly segments: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * A leading `/` is left out, as tar(1) does. `..` is refused even where it would stay inside, because an
 * honest archive has none. The root itself has no segments.
 */
export function safePath(path: string): SafePath {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return { ok: false, reason: 'its path has a ..' };
  const names = segments.map(safeName);
  if (names.some((name) => Buffer.byteLength(name) > MAX_NAME_BYTES)) {
    return { ok: false, reason: 'its name is too long' };
  }
  return { ok: true, segments: names };
}

/** Control characters, which a terminal would obey, and what this system takes for a separator are spelt out. */
function safeName(name: string): string {
  const spelt = name.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  // Windows also takes a colon for the start of another stream of the same file.
  return sep === '/' ? spelt : spelt.replace(/[\\:]/g, '_');
}

/**
 * Whether a symbolic link in a folder of that depth leads inside, whatever other such links there are: its
 * target is relative, `..` stands only in front, and no more often than the depth.
 */
export function linkStaysInside(target: string, depth: number): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0') || target.includes('\\')) return false;
  const segments = target.split('/').filter((segment) => segment !== '' && segment !== '.');
  const up = segments.findIndex((segment) => segment !== '..');
  const leading = up < 0 ? segments.length : up;
  return leading <= depth && !segments.slice(leading).includes('..');
}
