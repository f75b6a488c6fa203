import { createRequire } from 'node:module';

/** The part of the npm package cap that is used here. */
interface CapModule {
  readonly Cap: new () => CapHandle;
}

export interface CapHandle {
  /** Gives the name of the link type. `buffer` is overwritten by each packet. */
  open(device: string, filter: string, ringBytes: number, buffer: Buffer): string;
  close(): void;
  on(event: 'packet', listener: (length: number, truncated: boolean) => void): void;
}

const require = createRequire(import.meta.url);

/** The optional package; throws where it is not installed, or its addon was not built. */
export function loadCap(): CapModule {
  return require('cap') as CapModule;
}

export function capIsThere(): boolean {
  try {
    loadCap();
    return true;
  } catch {
    return false;
  }
}
