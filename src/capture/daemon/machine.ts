import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';

/** What a docker client looks at to find its daemon, so that a test can have a machine of its own. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  isSocket(path: string): boolean;
  /** A file that is there and not empty: dind makes its certificates' files first and fills them in later. */
  isFilled(path: string): boolean;
  /** Null where it cannot be read. */
  read(path: string): string | null;
}

export function thisMachine(env: Machine['env']): Machine {
  return {
    env,
    home: env.HOME || homedir(),
    isSocket: (path) => statOrNull(path)?.isSocket() === true,
    isFilled: (path) => (statOrNull(path)?.size ?? 0) > 0,
    read(path) {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
  };
}

function statOrNull(path: string): ReturnType<typeof statSync> | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
