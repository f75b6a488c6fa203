import type { Timestamp } from '../../../layer/origin.ts';
import type { DockerFacts } from '../../../model/docker-facts.ts';
import type { RegistryCredentials } from '../../../model/registry-credentials.ts';
import { Secret } from '../../../model/secret.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import type { BuildKitBook } from '../buildkit-book.ts';
import type { GrpcCall } from '../grpc-call-reader.ts';
import {
  credentialsRequest,
  credentialsResponse,
  fetchTokenRequest,
  fetchTokenResponse,
} from '../messages/session.ts';
import { SessionCall } from './session-call.ts';

/** `Auth/Credentials`: the daemon asks for the user and the password of a registry. */
export class CredentialsCall extends SessionCall {
  #host = '';
  #given: RegistryCredentials | null = null;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    this.session?.add(this.session.credentials, this);
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    super.requestMessage(bytes, at);
    this.#host = decodeMessage(bytes, credentialsRequest).host;
  }

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    super.responseMessage(bytes, at);
    const { username, secret } = decodeMessage(bytes, credentialsResponse);
    this.#given = {
      server: this.#host,
      username: username || null,
      // The client gives an identity token without a user (BuildKit, session/auth/authprovider).
      kind: secret === '' ? 'none' : username === '' ? 'identitytoken' : 'password',
      secret: secret === '' ? null : new Secret(secret),
    };
  }

  /** Null before the answer, and where the client has none for this registry. */
  get credentials(): RegistryCredentials | null {
    return this.#given === null || (this.#given.kind === 'none' && this.#given.username === null)
      ? null
      : this.#given;
  }

  override get summary(): string {
    const user = this.#given?.username ?? null;
    return user === null ? super.summary : `${super.summary} (${user})`;
  }

  override get facts(): Partial<DockerFacts> {
    return { auth: this.credentials };
  }
}

/** `Auth/FetchToken`: the client fetches a token itself, and the password stays with it. */
export class FetchTokenCall extends SessionCall {
  #host = '';
  #given: RegistryCredentials | null = null;

  constructor(call: GrpcCall, book: BuildKitBook) {
    super(call, book);
    this.session?.add(this.session.credentials, this);
  }

  override requestMessage(bytes: Uint8Array, at: Timestamp): void {
    super.requestMessage(bytes, at);
    this.#host = decodeMessage(bytes, fetchTokenRequest).host;
  }

  override responseMessage(bytes: Uint8Array, at: Timestamp): void {
    super.responseMessage(bytes, at);
    const { token } = decodeMessage(bytes, fetchTokenResponse);
    if (token === '') return;
    this.#given = { server: this.#host, username: null, kind: 'registrytoken', secret: new Secret(token) };
  }

  get credentials(): RegistryCredentials | null {
    return this.#given;
  }

  override get facts(): Partial<DockerFacts> {
    return { auth: this.credentials };
  }
}
