import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

export type DockerPlugin = 'docker-buildx' | 'docker-compose';

/** Where `scripts/fetch-docker-plugins` puts them, and where Debian's packages do. */
const FOLDERS = [
  join(process.cwd(), 'node_modules/.cache/docker-plugins'),
  '/usr/libexec/docker/cli-plugins',
];

/** Null where it is not there. */
export function dockerPlugin(name: DockerPlugin): string | null {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Gives the plugins that are there to the docker CLI of a home directory. */
export function addDockerPlugins(home: string): void {
  const folder = join(home, '.docker/cli-plugins');
  mkdirSync(folder, { recursive: true });
  for (const name of ['docker-buildx', 'docker-compose'] as const) {
    const path = dockerPlugin(name);
    if (path !== null) symlinkSync(path, join(folder, name));
  }
}
