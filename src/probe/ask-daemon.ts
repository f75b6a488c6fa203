import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plainRequest,
  type RequestOptions,
} from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Certificates } from '../capture/proxy/tls/certificates.ts';
import { errorCode } from '../capture/proxy/tls/handshake-failure.ts';
import type { ProbedPing } from '../model/daemon-probe.ts';
import { connectOptions, type Reach } from './reach.ts';
import { tlsOptions } from './shake-hands.ts';

/** A daemon as a client talks to it. */
export interface Line {
  readonly reach: Reach;
  /** Null for plain HTTP. */
  readonly tls: { readonly certificates: Certificates | null; readonly verify: boolean } | null;
}

export interface DaemonAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why there is none: `silent`, `closed`, or the system's or OpenSSL's code. */
export interface NoAnswer {
  readonly error: string;
}

/** `info` of a daemon with thousands of containers has some kilobytes. */
const MAX_BODY_BYTES = 1 << 20;

/** Asks once, on a connection of its own. Never rejects. */
export function ask(
  line: Line,
  method: 'HEAD' | 'GET',
  path: string,
  limit: AbortSignal,
): Promise<DaemonAnswer | NoAnswer> {
  return new Promise((resolve) => {
    const failed = (error: unknown): void => resolve({ error: limit.aborted ? 'silent' : failure(error) });
    if (limit.aborted) return failed(null);
    const { request, options } = channel(line);
    let isAnswered = false;
    try {
      request({ ...options, method, path, agent: false, signal: limit })
        .on('error', failed)
        // Without an error where the answer is a switch of protocols.
        .on('close', () => isAnswered || failed(null))
        .once('response', (response: IncomingMessage) => {
          isAnswered = true;
          collect(response).then(
            (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
            failed,
          );
        })
        .end();
    } catch (error) {
      failed(error);
    }
  });
}

function channel({ reach, tls }: Line): {
  readonly request: typeof plainRequest;
  readonly options: RequestOptions;
} {
  // Go's client names no host on a unix socket, and the daemon takes any.
  const headers = { host: 'docker', 'user-agent': 'dind-sniff', connection: 'close' };
  const { path, ...where } = { path: undefined, ...connectOptions(reach) };
  const options = { ...where, ...(path === undefined ? {} : { socketPath: path }), headers };
  if (tls === null) return { request: plainRequest, options };
  const { certificates, verify } = tls;
  return {
    request: tlsRequest,
    options: { ...options, ...tlsOptions(reach, certificates), rejectUnauthorized: verify } as RequestOptions,
  };
}

async function collect(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES) throw Object.assign(new Error('too long'), { code: 'EMSGSIZE' });
  }
  return Buffer.concat(pieces);
}

function failure(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = errorCode(first);
  return code === 'ECONNRESET' || code === '' ? 'closed' : code;
}

/** `HEAD` as clients do it, then `GET` for a daemon that knows no `HEAD` here (before API 1.40). */
export async function ping(line: Line, limit: AbortSignal): Promise<PingAnswer> {
  const begun = performance.now();
  let answer = await ask(line, 'HEAD', '/_ping', limit);
  if (!('error' in answer) && answer.status !== 200) answer = await ask(line, 'GET', '/_ping', limit);
  const tookMs = performance.now() - begun;
  if ('error' in answer) {
    const { error } = answer;
    return { ping: unanswered(error, tookMs), clockDifferenceMs: null };
  }
  const { headers, status } = answer;
  const header = (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    ping: {
      status,
      apiVersion: header('api-version'),
      server: header('server'),
      builderVersion: header('builder-version'),
      tookMs,
      error: null,
    },
    clockDifferenceMs: clockDifference(header('date')),
  };
}

export interface PingAnswer {
  readonly ping: ProbedPing;
  readonly clockDifferenceMs: number | null;
}

export function unanswered(error: string, tookMs: number): ProbedPing {
  return { status: null, apiVersion: null, server: null, builderVersion: null, tookMs, error };
}

/** A date of HTTP has no fractions; on average half a second of it has passed. */
function clockDifference(date: string | null): number | null {
  const there = Date.parse(date ?? '');
  return Number.isNaN(there) ? null : Math.round(there + 500 - Date.now());
}
