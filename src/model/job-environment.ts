/** What a job gives its Docker clients: variables, files and who it runs as. */
export interface JobEnvironment {
  /** Those that Docker clients and CI systems look at; secrets are left out. */
  readonly variables: Readonly<Record<string, string>>;
  /** Files and sockets that were looked for, by path. */
  readonly files: Readonly<Record<string, FoundFile | null>>;
  readonly uid: number | null;
  readonly gids: readonly number[];
  readonly hostname: string | null;
  /** The command that was run, and how it ended; null where none was. */
  readonly command: RunCommand | null;
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
