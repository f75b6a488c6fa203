import { execFile } from 'node:child_process';
import { findProgram } from '../capture/live/find-program.ts';
import type { DockerCli } from '../model/job-environment.ts';

const LIMIT_MS = 3000;
const FORMAT = '{{.Client.Version}} {{.Client.DefaultAPIVersion}}';
/** It says its own version also where it finds no daemon, and this one is soon not found. */
const NOBODY = 'unix:///nonexistent/docker.sock';

/** Null where there is none, or it does not say. Never rejects. */
export function dockerCli(env: Readonly<Record<string, string | undefined>>): Promise<DockerCli | null> {
  const program = findProgram('docker', env.PATH ?? '');
  if (program === null) return Promise.resolve(null);
  const { DOCKER_API_VERSION: _pinned, DOCKER_CONTEXT: _context, ...rest } = env;
  const options = {
    env: { ...rest, DOCKER_HOST: NOBODY, DOCKER_TLS_VERIFY: '', DOCKER_TLS: '' },
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 16,
  } as const;
  return new Promise((resolve) => {
    execFile(program, ['version', '--format', FORMAT], options, (_error, stdout) => {
      const [, version, apiVersion] = /^(\S{1,100}) (\d{1,4}\.\d{1,4})\s*$/.exec(stdout) ?? [];
      resolve(version === undefined || apiVersion === undefined ? null : { version, apiVersion });
    });
  });
}
