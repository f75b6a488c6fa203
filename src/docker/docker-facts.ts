import type { Build, BuildContext } from '../model/build.ts';
import type { Archive, DockerFacts } from '../model/docker-facts.ts';
import type { ContextReader } from './build/context.ts';
import type { JoinedExchange } from './buildkit/joined-exchange.ts';
import { readKeptMembers } from './json/kept-members.ts';
import { readExitCode } from './processes/created-process.ts';
import type { RequestFacts } from './request-facts.ts';
import type { ResponseFacts } from './response-facts.ts';
import type { HijackedStreams } from './streams/hijacked-streams.ts';

/** What both messages and the hijack of an exchange tell, put together as one record. */
export function dockerFacts(
  request: RequestFacts | null,
  response: ResponseFacts | null,
  hijack: HijackedStreams | null,
  requestSha256: string | null,
  joined: JoinedExchange | null,
): DockerFacts {
  const { container, images } = request?.subjects(response?.json) ?? { container: null, images: [] };
  const operation = request?.match.operation?.id ?? null;
  return {
    build: build(request, response, requestSha256, joined),
    auth: request?.auth ?? null,
    archive: archive(request, response),
    progress: response?.progress ?? null,
    streams: hijack === null ? (response?.streams ?? null) : hijack.withoutUpgrade,
    session: joined?.session ?? null,
    grpc: null,
    process: request?.process ?? null,
    members: {
      request: readKeptMembers(operation, 'request', request?.json?.value),
      response: readKeptMembers(operation, 'response', response?.json),
    },
    exitCode: readExitCode(operation, response?.json),
    error: response?.error ?? null,
    events: response?.events ?? null,
    client: request?.client ?? null,
    daemon: response?.daemon ?? null,
    container,
    images,
  };
}

function build(
  request: RequestFacts | null,
  response: ResponseFacts | null,
  requestSha256: string | null,
  joined: JoinedExchange | null,
): Build | null {
  if (request === null || request.build === null) return null;
  const { steps, imageId, taggedAs, error } = response?.build?.result() ?? {
    steps: [],
    imageId: null,
    taggedAs: [],
    error: response?.error ?? null,
  };
  const own: Build = {
    ...request.build,
    dockerfile: request.context?.dockerfile ?? null,
    context: request.context === null ? null : context(request.context, requestSha256),
    registries: request.registries,
    steps,
    imageId,
    taggedAs,
    error,
    buildkit: null,
  };
  return joined?.complete(own, request.at) ?? own;
}

/** Null without a body: a remote context, or BuildKit's, which asks for its files over a session. */
function context(reader: ContextReader, sha256: string | null): BuildContext | null {
  const found = reader.context(sha256);
  // The reader's own list grows on; a record does not.
  return found.bytes === 0 ? null : { ...found, entries: found.entries.slice() };
}

/** The tar of whichever message has one; a HEAD for a path has only the path's stat. */
function archive(request: RequestFacts | null, response: ResponseFacts | null): Archive | null {
  const reader = request?.archive ?? response?.archive ?? null;
  const stat = response?.pathStat ?? null;
  if ((reader === null || reader.bytes === 0) && stat === null) return null;
  return {
    stat,
    compression: reader?.compression ?? null,
    bytes: reader?.bytes ?? 0,
    fileBytes: reader?.fileBytes ?? 0,
    entries: reader?.entries.slice() ?? [],
  };
}
