import type { DockerStreams, StreamDigest } from '../../model/docker-streams.ts';

export function streamsJson(streams: DockerStreams | null): object | null {
  if (streams === null) return null;
  return {
    stdin: digestJson(streams.stdin),
    stdout: digestJson(streams.stdout),
    stderr: digestJson(streams.stderr),
    raw: digestJson(streams.raw),
  };
}

function digestJson(digest: StreamDigest | null): object | null {
  return digest === null ? null : { bytes: digest.bytes, sha256: digest.sha256 };
}
