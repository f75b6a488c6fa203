import { headerValue } from '../../../http/header-list.ts';
import type { Timestamp } from '../../../layer/origin.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import type { Message } from '../../protobuf/message-type.ts';
import type { BuildRecord } from '../build-record.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import { gatewaySolveRequest, gatewaySolveResponse } from '../messages/gateway.ts';
import { type definition, op } from '../messages/llb.ts';
import { PlainCall } from './plain-call.ts';

/** Ops of one definition that are looked into for local sources. */
const MAX_OPS = 10_000;

/** `LLBBridge/Solve`: buildx has a frontend make the graph, and then solves it. */
export class GatewaySolveCall extends PlainCall {
  readonly #build: BuildRecord | null;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call);
    // BuildKit, client/build.go: the build that the frontend's calls belong to.
    const ref = headerValue(call.metadata, 'buildkit-controlapi-buildid');
    this.#build = ref === null ? null : book.build(ref);
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    super.requestMessage(bytes, at);
    const { frontend, frontendOpt, definition } = decodeMessage(bytes, gatewaySolveRequest);
    if (this.#build === null) return;
    this.#build.frontend(frontend, frontendOpt);
    learnSources(this.#build, definition);
  }

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    super.responseMessage(bytes, at);
    if (this.#build === null) return;
    const { result } = decodeMessage(bytes, gatewaySolveResponse);
    const refs = [result?.ref, ...(result?.refs?.refs.values() ?? [])];
    for (const ref of refs) learnSources(this.#build, ref?.def ?? null);
  }
}

/** How the files of each local source are compared with those of the last build (`local.differ`). */
function learnSources(build: BuildRecord, graph: Message<typeof definition> | null): void {
  for (const bytes of graph?.def.slice(0, MAX_OPS) ?? []) {
    const source = decodeMessage(bytes, op).source;
    const name = /^local:\/\/(.+)$/.exec(source?.identifier ?? '')?.[1];
    if (name !== undefined) build.learnDiffer(name, source?.attrs.get('local.differ') ?? 'metadata');
  }
}
