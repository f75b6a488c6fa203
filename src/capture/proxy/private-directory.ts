import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that only this user can look into, for sockets and keys. */
export interface PrivateDirectory {
  readonly path: string;
  /** Removes it and what is in it. */
  remove(): void;
}

/** `<pid namespace>-<pid>-<start time>-<random>`: tells whether the process that made a folder is alive. */
const ownedName = /^(?<namespace>\d+)-(?<pid>\d+)-(?<start>\d+)-[0-9a-f]{8}$/;

/**
 * Makes a private folder below `$XDG_RUNTIME_DIR`, or below the folder for temporary files, and removes those
 * that processes which are no more left behind there.
 */
export function makePrivateDirectory(base = process.env.XDG_RUNTIME_DIR || tmpdir()): PrivateDirectory {
  const parent = privateParent(base);
  if (parent !== null) removeLeftovers(parent);
  const owner = `${pidNamespace()}-${process.pid}-${startTime(process.pid) ?? 0}`;
  const path =
    parent === null
      ? mkdtempSync(join(tmpdir(), 'dind-sniff-'))
      : join(parent, `${owner}-${randomBytes(4).toString('hex')}`);
  if (parent !== null) mkdirSync(path, { mode: 0o700 });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Null where somebody else made it first, as anybody may in a folder for temporary files. */
function privateParent(base: string): string | null {
  const uid = process.getuid?.() ?? 0;
  const path = join(base, `dind-sniff-${uid}`);
  try {
    mkdirSync(path, { mode: 0o700, recursive: true });
    const stats = lstatSync(path);
    return stats.isDirectory() && stats.uid === uid && (stats.mode & 0o077) === 0 ? path : null;
  } catch {
    return null;
  }
}

function removeLeftovers(parent: string): void {
  const here = pidNamespace();
  for (const name of readdirSync(parent)) {
    const owner = ownedName.exec(name)?.groups;
    // A pid of another container says nothing here.
    if (owner === undefined || owner.namespace !== here) continue;
    if (startTime(Number(owner.pid)) !== owner.start)
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** When a process began, in clock ticks since boot (proc(5), field 22 of stat); null where it is no more. */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets, and may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function pidNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}
