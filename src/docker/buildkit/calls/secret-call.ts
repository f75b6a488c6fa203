import type { Timestamp } from '../../../layer/origin.ts';
import type { AskedSecret } from '../../../model/buildkit.ts';
import { Secret } from '../../../model/secret.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall, GrpcStatus } from '../grpc-call-reader.ts';
import { getSecretRequest, getSecretResponse } from '../messages/session.ts';
import { SessionCall } from './session-call.ts';

/** The client refuses a secret of more than 500 KiB (BuildKit, session/secrets/secretsprovider). */
const MAX_SECRET = 512_000;
const MAX_ID = 500;

/** `Secrets/GetSecret`: what `RUN --mount=type=secret` is given. */
export class SecretCall extends SessionCall {
  #secret: AskedSecret;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    this.#secret = { id: '', exchange: call.exchange, found: null, size: null, value: null };
    this.session?.add(this.session.secrets, this);
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    super.requestMessage(bytes, at);
    const { id } = decodeMessage(bytes, getSecretRequest);
    this.#secret = { ...this.#secret, id: id.slice(0, MAX_ID) };
  }

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    super.responseMessage(bytes, at);
    const { data } = decodeMessage(bytes, getSecretResponse);
    const value = new Secret(Buffer.from(data.subarray(0, MAX_SECRET)).toString('utf8'));
    this.#secret = { ...this.#secret, found: true, size: data.length, value };
  }

  override end(_at: Timestamp, status: GrpcStatus | null): void {
    if (status !== null && status.code !== 0) this.#secret = { ...this.#secret, found: false };
  }

  get secret(): AskedSecret {
    return this.#secret;
  }

  override get summary(): string {
    return this.#secret.found === false ? `${super.summary} (not found)` : super.summary;
  }
}
