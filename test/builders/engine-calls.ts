import type { Build } from '../../src/model/build.ts';
import type { BuildKitFacts, BuildVertex } from '../../src/model/buildkit.ts';
import type { DockerFacts } from '../../src/model/docker-facts.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import type { MessageValue } from '../../src/model/grpc-call.ts';
import { AT, build, dockerFacts, exchange, request, response } from './exchange.ts';

/** What is special about a call, besides what its builder makes of it. */
export interface CallFields {
  readonly id?: number;
  readonly status?: number;
  /** The daemon's `message`, or the error inside a stream. */
  readonly error?: string;
  readonly docker?: Partial<DockerFacts>;
  readonly exchange?: Partial<Exchange>;
}

/** A call of an operation, with what is kept of its bodies. */
export function call(
  operation: string,
  { id = 1, status, error, docker = {}, exchange: more = {} }: CallFields = {},
  members: { readonly request?: MessageValue; readonly response?: MessageValue } = {},
): Exchange {
  return exchange({
    id,
    operation,
    summary: operation,
    request: request({ method: 'POST', time: AT + id * 1_000_000 }),
    response: response(status ?? 200, { time: AT + id * 1_000_000 + 500 }),
    docker: dockerFacts({
      members: { request: members.request ?? null, response: members.response ?? null },
      error: error === undefined ? null : { code: status ?? null, message: error },
      ...docker,
    }),
    ...more,
  });
}

export function pull(reference: string, fields: CallFields = {}): Exchange {
  const [fromImage = '', tag = 'latest'] = reference.split(/:(?=[^/:]*$)/);
  return call('ImageCreate', {
    ...fields,
    docker: { images: [reference], ...fields.docker },
    exchange: {
      request: request({
        method: 'POST',
        path: '/images/create',
        query: { fromImage: [fromImage], tag: [tag] },
        time: AT + (fields.id ?? 1) * 1_000_000,
      }),
      ...fields.exchange,
    },
  });
}

export function push(reference: string, fields: CallFields = {}): Exchange {
  return call('ImagePush', { ...fields, docker: { images: [reference], ...fields.docker } });
}

/** An answer of `GET /info`. */
export function info(members: MessageValue, id = 1): Exchange {
  return call('SystemInfo', { id }, { response: members });
}

export function built(fields: Partial<Build>, id = 5, more: Partial<Exchange> = {}): Exchange {
  return call('ImageBuild', {
    id,
    docker: { build: build({ steps: [], error: null, registries: [], buildArgs: {}, ...fields }) },
    exchange: more,
  });
}

export function buildKitFacts(fields: Partial<BuildKitFacts> = {}): BuildKitFacts {
  return {
    ref: 'r3f',
    session: null,
    exchanges: { session: null, solve: null, status: null, build: null, upload: null },
    frontend: 'dockerfile.v0',
    frontendOptions: {},
    exporters: [],
    exporterResponse: {},
    cacheImports: [],
    cacheExports: [],
    entitlements: [],
    vertices: [],
    warnings: [],
    errorSource: null,
    directories: [],
    secrets: [],
    ssh: [],
    outputs: [],
    listedFiles: 0,
    listedBytes: 0,
    sentFiles: 0,
    sentBytes: 0,
    ...fields,
  };
}

export function vertex(name: string, fields: Partial<BuildVertex> = {}): BuildVertex {
  return {
    digest: `sha256:${Buffer.from(name).toString('hex')}`,
    name,
    inputs: [],
    cached: false,
    intervals: [{ startMs: 0, endMs: 5 }],
    error: null,
    progress: [],
    stdoutBytes: 0,
    stderrBytes: 0,
    ...fields,
  };
}
