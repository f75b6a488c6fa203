/** What a job gives its Docker clients: variables, files and who it runs as. */
export interface JobEnvironment {
  /** Those that Docker clients and CI systems look at; secrets are left out. */
  readonly variables: Readonly<Record<string, string>>;
  /** Files and sockets that were looked for, by path; null for what is not there. */
  readonly files: Readonly<Record<string, FoundFile | null>>;
  readonly uid: number | null;
  readonly gids: readonly number[];
  readonly hostname: string | null;
  /** The daemon that a docker client here would use; null where what it is told to use cannot be used. */
  readonly daemon: ChosenDaemon | null;
  /** The docker context that is in use; null for the default one. */
  readonly context: string | null;
  /** The command that was run, and how it ended; null where none was. */
  readonly command: RunCommand | null;
}

/** Nobody has asked whether it is there. */
export interface ChosenDaemon {
  /** As `DOCKER_HOST` would have it: `tcp://docker:2376`, `unix:///var/run/docker.sock`. */
  readonly address: string;
  readonly tls: boolean;
  /** Folder with ca.pem, cert.pem and key.pem, which may not be there; null without TLS. */
  readonly certificates: string | null;
  /** TLS without a look at the daemon's certificate. */
  readonly skipsVerify: boolean;
  /** Why this one: each a variable, a file or what is missing, as a clause; not safe to print. */
  readonly reasons: readonly string[];
}

export interface FoundFile {
  readonly type: 'file' | 'directory' | 'socket' | 'other';
  readonly bytes: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Epoch microseconds. */
  readonly mtime: number;
}

export interface RunCommand {
  readonly words: readonly string[];
  /** Null while it runs. */
  readonly exitCode: number | null;
}

/** The docker CLI that is on the path; texts are its own and not safe to print. */
export interface DockerCli {
  readonly version: string;
  /** Version of the Engine API that it asks for where the daemon has it. */
  readonly apiVersion: string;
}
