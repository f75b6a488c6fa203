/** `raw` holds the daemon's side where it is not multiplexed (a TTY); otherwise `stdout` and `stderr`. */
export interface DockerStreams {
  readonly stdin: StreamDigest | null;
  readonly stdout: StreamDigest | null;
  readonly stderr: StreamDigest | null;
  readonly raw: StreamDigest | null;
}

export interface StreamDigest {
  readonly bytes: number;
  readonly sha256: string | null;
}
