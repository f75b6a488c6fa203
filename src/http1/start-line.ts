// A line as latin1 text in, what a request line or status line (RFC 9112, sections 3 and 4) says out.
import { LONGEST_METHOD, METHODS } from '../http/methods.ts';

/** Which message a side sends. */
export type MessageRole = 'request' | 'response';

/** A longer start line, without its end, is taken for noise. The longest of Docker's have a few KiB. */
export const MAX_START_LINE_BYTES = 64 * 1024;

/** What every start line of HTTP/1 holds. */
export const VERSION_PREFIX = 'HTTP/1.';

const STATUS_LINE = /^HTTP\/1\.[01] [1-9]\d\d(?: [^\r\n]*)?$/;
const REQUEST_VERSION = /^ HTTP\/1\.[01]$/;
const NOT_IN_TARGET = /[\u0000-\u0020\u007f]/;

/** Whether the whole line, without its line end, is a start line of `role`. */
export function isStartLine(role: MessageRole, line: string): boolean {
  return startLineOffset(role, line) === 0;
}

/**
 * Where a start line begins that reaches to the end of `line`, or -1. It need not begin the line: a body
 * that does not end with a line end stands directly before the next head.
 */
export function startLineOffset(role: MessageRole, line: string): number {
  return role === 'request' ? requestLineOffset(line) : statusLineOffset(line);
}

function statusLineOffset(line: string): number {
  const offset = line.lastIndexOf(VERSION_PREFIX);
  return offset !== -1 && STATUS_LINE.test(line.slice(offset)) ? offset : -1;
}

function requestLineOffset(line: string): number {
  const version = line.length - ' HTTP/1.1'.length;
  if (version < 0 || !REQUEST_VERSION.test(line.slice(version))) return -1;
  const space = line.lastIndexOf(' ', version - 1);
  if (space === -1 || space + 1 === version || NOT_IN_TARGET.test(line.slice(space + 1, version))) return -1;
  // Of `ENDPOST /` the method is POST, of `UNLOCK /` it is not LOCK: the longest known word counts.
  for (let offset = Math.max(0, space - LONGEST_METHOD); offset < space; offset += 1) {
    if (METHODS.has(line.slice(offset, space))) return offset;
  }
  return -1;
}

/** `line` without the LF or CRLF at its end. */
export function withoutLineEnd(line: string): string {
  if (!line.endsWith('\n')) return line;
  return line.slice(0, line.endsWith('\r\n') ? -2 : -1);
}
