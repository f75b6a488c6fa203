import type { DockerError } from '../../model/docker-error.ts';
import type { DockerFacts, Progress } from '../../model/docker-facts.ts';
import type { GrpcFacts, GrpcMessages, MessageValue } from '../../model/grpc-call.ts';
import { Secret } from '../../model/secret.ts';
import { archiveJson } from './archive-json.ts';
import { buildJson, credentialsJson } from './build-json.ts';
import { sessionJson } from './buildkit-json.ts';
import { containerJson, processJson } from './process-json.ts';
import type { SecretText } from './secret-text.ts';
import { streamsJson } from './streams-json.ts';

export function toDockerJson(docker: DockerFacts, secretText: SecretText): object {
  const { build, auth, archive, progress, events, client, daemon } = docker;
  return {
    build: build === null ? null : buildJson(build, secretText),
    auth: auth === null ? null : credentialsJson(auth, secretText),
    archive: archive === null ? null : archiveJson(archive),
    progress: progress === null ? null : progressJson(progress),
    streams: streamsJson(docker.streams),
    session: docker.session === null ? null : sessionJson(docker.session),
    grpc: docker.grpc === null ? null : grpcJson(docker.grpc, secretText),
    process: processJson(docker.process, secretText),
    exitCode: docker.exitCode,
    container: containerJson(docker.container),
    images: docker.images,
    error: errorJson(docker.error),
    events:
      events === null
        ? null
        : { count: events.count, rows: events.rows.map(({ time, text }) => ({ time, text })) },
    client:
      client === null
        ? null
        : { name: client.name, version: client.version, os: client.os, userAgent: client.userAgent },
    daemon:
      daemon === null ? null : { version: daemon.version, os: daemon.os, apiVersion: daemon.apiVersion },
  };
}

function grpcJson(
  { method, caller, carrier, request, response, status }: GrpcFacts,
  secretText: SecretText,
): object {
  return {
    method,
    caller,
    carrier,
    request: messagesJson(request, secretText),
    response: messagesJson(response, secretText),
    status: status === null ? null : { code: status.code, name: status.name, message: status.message },
  };
}

function messagesJson({ messages, bytes, content }: GrpcMessages, secretText: SecretText): object {
  return { messages, bytes, content: content.map((message) => valueJson(message, secretText)) };
}

function valueJson(value: MessageValue, secretText: SecretText): unknown {
  if (typeof value === 'string' || value instanceof Secret) return secretText(value);
  if (Array.isArray(value)) return value.map((item) => valueJson(item, secretText));
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines members, so that one called `__proto__` stays one.
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, valueJson(item, secretText)]));
}

function progressJson({ layers, messages, errorDetail, aux }: Progress): object {
  return {
    layers: layers.map(({ id, status, current, total }) => ({ id, status, current, total })),
    messages,
    errorDetail: errorJson(errorDetail),
    aux,
  };
}

function errorJson(error: DockerError | null): object | null {
  return error === null ? null : { code: error.code, message: error.message };
}
