/** What the daemon asks of a client over its session (BuildKit, session/auth, secrets, sshforward, exporter). */
import {
  bytes,
  bytesMap,
  messages,
  messageType,
  secret,
  signed,
  text,
  textMap,
  texts,
} from '../../protobuf/message-type.ts';
import { exporter } from './control.ts';

export const credentialsRequest = messageType('moby.filesync.v1.CredentialsRequest', { host: text(1) });

export const credentialsResponse = messageType('moby.filesync.v1.CredentialsResponse', {
  /** Empty where the secret is an identity token. */
  username: text(1),
  secret: secret(text(2)),
});

export const fetchTokenRequest = messageType('moby.filesync.v1.FetchTokenRequest', {
  clientId: text(1),
  host: text(2),
  realm: text(3),
  service: text(4),
  scopes: texts(5),
});

export const fetchTokenResponse = messageType('moby.filesync.v1.FetchTokenResponse', {
  token: secret(text(1)),
  expiresIn: signed(2),
  issuedAt: signed(3),
});

export const getTokenAuthorityRequest = messageType('moby.filesync.v1.GetTokenAuthorityRequest', {
  host: text(1),
  salt: bytes(2),
});

export const getTokenAuthorityResponse = messageType('moby.filesync.v1.GetTokenAuthorityResponse', {
  publicKey: bytes(1),
});

export const verifyTokenAuthorityRequest = messageType('moby.filesync.v1.VerifyTokenAuthorityRequest', {
  host: text(1),
  payload: bytes(2),
  salt: bytes(3),
});

export const verifyTokenAuthorityResponse = messageType('moby.filesync.v1.VerifyTokenAuthorityResponse', {
  signed: bytes(1),
});

export const getSecretRequest = messageType('moby.buildkit.secrets.v1.GetSecretRequest', {
  id: text(1),
  annotations: textMap(2),
});

export const getSecretResponse = messageType('moby.buildkit.secrets.v1.GetSecretResponse', {
  data: secret(bytes(1)),
});

export const checkAgentRequest = messageType('moby.sshforward.v1.CheckAgentRequest', { id: text(1) });

export const checkAgentResponse = messageType('moby.sshforward.v1.CheckAgentResponse', {});

export const findExportersRequest = messageType('moby.exporter.v1.FindExportersRequest', {
  metadata: bytesMap(1),
  refs: texts(2),
});

export const findExportersResponse = messageType('moby.exporter.v1.FindExportersResponse', {
  exporters: messages(1, exporter),
});

export const finalizeExportRequest = messageType('moby.exporter.v1.FinalizeExportRequest', {
  exporterResponse: textMap(1),
});

export const finalizeExportResponse = messageType('moby.exporter.v1.FinalizeExportResponse', {});
