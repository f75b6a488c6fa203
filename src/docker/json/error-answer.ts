import type { DockerError } from '../../model/docker-error.ts';
import { member, numberMember, parseJson, textMember } from './parse-json.ts';

/** Characters of an error's message that are kept; Docker's own are a line or two. */
const MAX_MESSAGE = 4096;

/**
 * What an answer of status 400 or more says went wrong: `message` of the daemon's JSON, the plain text of
 * daemons before API 1.24, or the title of a proxy's HTML page. Null where the body says nothing.
 */
export function readErrorAnswer(status: number, body: string | null): DockerError | null {
  if (status < 400) return null;
  const message = errorMessage(body ?? '').slice(0, MAX_MESSAGE);
  return message === '' ? null : { code: status, message };
}

function errorMessage(body: string): string {
  // Podman and some proxies use `cause`, `error` or `errors[].message` (the registry's form).
  const value = parseJson(body);
  const errors = member(value, 'errors');
  const message =
    textMember(value, 'message') ??
    textMember(value, 'error') ??
    (Array.isArray(errors) ? textMember(errors[0], 'message') : null);
  if (message !== null) return message.trim();
  const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? /<h1>([^<]*)<\/h1>/i.exec(body)?.[1];
  return (title ?? body).trim();
}

/**
 * `{"errorDetail":{"code":1,"message":"…"},"error":"…"}`, how a stream that began with a 200 ends in an
 * error; null for any other value. Daemons that give no code say it in the message of a failed RUN.
 */
export function readErrorDetail(value: unknown): DockerError | null {
  const detail = member(value, 'errorDetail');
  const message = textMember(detail, 'message') ?? textMember(value, 'error');
  if (message === null) return null;
  const said = / returned a non-zero code: (\d+)$/.exec(message.trim())?.[1];
  const code = numberMember(detail, 'code') ?? (said === undefined ? null : Number(said));
  return { code, message: message.slice(0, MAX_MESSAGE) };
}
