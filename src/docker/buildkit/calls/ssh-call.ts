import { headerValue } from '../../../http/header-list.ts';
import type { Timestamp } from '../../../layer/origin.ts';
import type { ForwardedAgent } from '../../../model/buildkit.ts';
import { readBytesMessage } from '../../grpc/bytes-message.ts';
import { oneLine } from '../../operations/one-line.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import { SessionCall } from './session-call.ts';

const MAX_ID = 500;

/** `SSH/ForwardAgent`: a connection to the client's ssh agent. What is said on it is not kept. */
export class SshCall extends SessionCall {
  readonly #id: string;
  #clientBytes = 0;
  #daemonBytes = 0;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    // BuildKit, session/sshforward: without an id it is `default`.
    this.#id = headerValue(call.metadata, 'buildkit.ssh.id')?.slice(0, MAX_ID) || 'default';
    this.session?.add(this.session.agents, this);
  }

  override requestMessage(bytes: Uint8Array, _at: Timestamp): void {
    this.#daemonBytes += readBytesMessage(bytes).length;
  }

  override responseMessage(bytes: Uint8Array, _at: Timestamp): void {
    this.#clientBytes += readBytesMessage(bytes).length;
  }

  get agent(): ForwardedAgent {
    return {
      id: this.#id,
      exchange: this.call.exchange,
      clientBytes: this.#clientBytes,
      daemonBytes: this.#daemonBytes,
    };
  }

  override get summary(): string {
    return oneLine(`forward ssh agent ${this.#id}`);
  }
}
