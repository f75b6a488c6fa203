/** One row of the operation table: an action of the Engine API, and what its two bodies are. */
export interface Operation {
  /** Operation id of Docker's published Engine API description (`api/swagger.yaml` in moby). */
  readonly id: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without a version; a `{parameter}` may hold slashes, as image names do. */
  readonly path: string;
  readonly area: OperationArea;
  /** First Engine API version that has it; null where it is older than 1.24. */
  readonly since: string | null;
  /** Last version that has it; null where the newest one does. */
  readonly until: string | null;
  /** How the connection leaves HTTP, where it does: Docker's streams, a websocket, or HTTP/2 without TLS. */
  readonly hijack: 'streams' | 'websocket' | 'h2c' | null;
  readonly requestBody: RequestBodyKind;
  readonly responseBody: ResponseBodyKind;
}

export type OperationArea =
  | 'system'
  | 'container'
  | 'exec'
  | 'image'
  | 'build'
  | 'network'
  | 'volume'
  | 'plugin'
  | 'swarm'
  | 'debug';

/** `context` is a build's tar, `archive` any other; a hijacked request has no body of its own. */
export type RequestBodyKind = 'none' | 'json' | 'context' | 'archive';

/**
 * `build-progress`, `progress`, `events` and `stats` are streams of JSON values, `streams` Docker's output
 * streams in a body (`logs`) or after a hijack. Any of them is a JSON `message` when the status says so.
 */
export type ResponseBodyKind =
  | 'none'
  | 'text'
  | 'json'
  | 'archive'
  | 'build-progress'
  | 'progress'
  | 'events'
  | 'stats'
  | 'streams';
