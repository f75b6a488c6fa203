import type { HeaderList } from '../../http/events.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { DockerFacts } from '../../model/docker-facts.ts';
import type { MessageValue } from '../../model/grpc-call.ts';
import type { ExchangeTap, MessageSide } from '../exchange-tap.ts';

/** One gRPC call as its head tells of it, and what it came by. */
export interface GrpcCall {
  /** Full name without the first slash: `moby.buildkit.v1.Control/Solve`; `UNKNOWN` where it was not captured. */
  readonly method: string;
  /** The request's headers as sent, without the `:` ones; metadata whose names end in `-bin` is base64. */
  readonly metadata: HeaderList;
  readonly exchange: number;
  readonly connection: number;
  /** The side that calls is the one that opened the connection; on `/session` it is the other one. */
  readonly caller: 'client' | 'daemon';
  /** The exchange whose connection was handed over to HTTP/2; null where it was HTTP/2 from the start. */
  readonly carrier: GrpcCarrier | null;
  /** Time of the request's first byte. */
  readonly at: Timestamp;
  /** Takes the content of files that the call carries. */
  readonly tap?: ExchangeTap | null;
}

/** `POST /session` or `POST /grpc`; for the docker-container driver, the exec of `buildctl dial-stdio`. */
export interface GrpcCarrier {
  readonly exchange: number;
  /** Operation id: `Session`, `Grpc`, `ExecStart`. */
  readonly operation: string | null;
  /** Its request's headers as sent, the session's id and name among them. */
  readonly headers: HeaderList;
}

/** How a call ended, from its trailers (or from a head that is trailers too). */
export interface GrpcStatus {
  /** 0 is well, see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
  readonly code: number;
  /** Percent-decoded; not safe to print. */
  readonly message: string;
  /** `grpc-status-details-bin`, decoded: a google.rpc.Status. Null where it was not sent. */
  readonly details: Uint8Array | null;
}

/**
 * Reads the messages of one gRPC call. Bytes are one whole message, decompressed; a view that is valid only
 * during the call. As with a `BodyReader`, no bytes whatever make it throw, and it keeps what it learnt and
 * not the messages.
 */
export interface GrpcCallReader {
  /** As it is known by now: its method and who calls may be told by its messages. */
  readonly call: GrpcCall;
  requestMessage(bytes: Uint8Array, at: Timestamp): void;
  responseMessage(bytes: Uint8Array, at: Timestamp): void;
  /** Messages of this side are missing, one or many. */
  gap(side: MessageSide, at: Timestamp): void;
  /** No more will come; the status is null where none was seen. */
  end(at: Timestamp, status: GrpcStatus | null): void;
  /** The call is over, but others may still tell what belongs to its facts. */
  readonly awaitsMore: boolean;
  /** The messages have said that all is done, so that whoever gives the call up then breaks nothing off. */
  readonly done: boolean;
  /** What may be shown of the first messages of each side. */
  readonly content: Readonly<Record<MessageSide, readonly MessageValue[]>>;
  /** One line for a person; null leaves it to the method's name. */
  readonly summary: string | null;
  /** What it adds to the exchange's facts. */
  readonly facts: Partial<DockerFacts>;
}
