import type { Secret } from './secret.ts';

/** What a container or an exec was created to run: enough to say which `docker run` or `docker exec` it was. */
export interface CreatedProcess {
  /** As the client wrote it; null for an exec. */
  readonly image: string | null;
  /** Empty where the image's own entry point and command are run. Words that set a secret are `Secret`s. */
  readonly entrypoint: readonly (string | Secret)[];
  readonly command: readonly (string | Secret)[];
  readonly tty: boolean;
  /** Standard input is kept open: `-i`. */
  readonly stdin: boolean;
  /** Somebody means to look at its output; false for `-d`. */
  readonly attached: boolean;
  /** Removed when it ends: `--rm`. */
  readonly autoRemove: boolean;
  readonly privileged: boolean;
  readonly user: string | null;
  readonly workingDir: string | null;
  /** Null for the daemon's own choice. */
  readonly network: string | null;
  /** `NAME=value`; values of secret-looking names are masked. */
  readonly env: readonly (string | Secret)[];
  /** As in `-v` and `-p`: `/src:/dst:ro`, `8080:80/tcp`. */
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
}
