export interface DockerError {
  /** HTTP status, or the exit code of a failed step; null where none was given. */
  readonly code: number | null;
  readonly message: string;
}
