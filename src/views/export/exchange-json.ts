import type { Body, Exchange, Hijack, Request, Response } from '../../model/exchange.ts';
import type { HeaderField } from '../../model/header-field.ts';
import type { Pause } from '../../model/pause.ts';
import { toDockerJson } from './docker-json.ts';
import { proxiedJson, tlsFailureJson } from './proxied-json.ts';
import { issueJson, millisecondsJson, timeJson } from './scalar-json.ts';
import type { SecretText } from './secret-text.ts';
import { streamsJson } from './streams-json.ts';

export function toExchangeJson(exchange: Exchange, secretText: SecretText): object {
  const { timing, response, hijack } = exchange;
  return {
    type: 'exchange',
    id: exchange.id,
    connection: exchange.connection,
    stream: exchange.stream,
    client: exchange.client,
    server: exchange.server,
    operation: exchange.operation,
    summary: exchange.summary,
    request: requestJson(exchange, secretText),
    response: response === null ? null : responseJson(response, secretText),
    timing: {
      sendMs: millisecondsJson(timing.sendMs),
      waitMs: millisecondsJson(timing.waitMs),
      receiveMs: millisecondsJson(timing.receiveMs),
      totalMs: millisecondsJson(timing.totalMs),
    },
    state: exchange.state,
    hijack: hijack === null ? null : hijackJson(hijack),
    gaps: exchange.gaps.map((gap) => ({ side: gap.side, missing: gap.missing, time: timeJson(gap.at) })),
    issues: exchange.issues.map(issueJson),
    docker: toDockerJson(exchange.docker, secretText),
    proxied: proxiedJson(exchange.proxied),
    tlsFailure: tlsFailureJson(exchange.tlsFailure),
  };
}

function requestJson(exchange: Exchange, secretText: SecretText): object | null {
  const { request } = exchange;
  if (request === null) return null;
  return {
    time: timeJson(request.time),
    method: request.method,
    target: secretText(request.target),
    path: request.path,
    apiVersion: request.apiVersion,
    query: queryJson(request, secretText),
    httpVersion: request.httpVersion,
    headers: headersJson(request.headers, secretText),
    trailers: headersJson(request.trailers, secretText),
    body: bodyJson(request.body),
  };
}

function queryJson({ query }: Request, secretText: SecretText): object {
  return Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.map(secretText)]));
}

function responseJson(response: Response, secretText: SecretText): object {
  return {
    time: timeJson(response.time),
    status: response.status,
    reason: response.reason,
    httpVersion: response.httpVersion,
    headers: headersJson(response.headers, secretText),
    trailers: headersJson(response.trailers, secretText),
    body: bodyJson(response.body),
  };
}

function headersJson(
  headers: readonly HeaderField[],
  secretText: SecretText,
): readonly (readonly string[])[] {
  return headers.map(([name, value]) => [name, secretText(value)]);
}

function bodyJson(body: Body): object {
  return {
    bytes: body.bytes,
    complete: body.complete,
    mediaType: body.mediaType,
    encoding: body.encoding,
    sha256: body.sha256,
    pauses: body.pauses.map(pauseJson),
  };
}

function pauseJson({ at, ms, afterBytes }: Pause): object {
  return { time: timeJson(at), durationMs: millisecondsJson(ms), afterBytes };
}

function hijackJson(hijack: Hijack): object {
  return {
    protocol: hijack.protocol,
    clientBytes: hijack.clientBytes,
    serverBytes: hijack.serverBytes,
    clientPauses: hijack.clientPauses.map(pauseJson),
    serverPauses: hijack.serverPauses.map(pauseJson),
    streams: streamsJson(hijack.streams),
  };
}
