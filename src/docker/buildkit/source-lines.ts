import type { SourceLines } from '../../model/buildkit.ts';
import type { Message } from '../protobuf/message-type.ts';
import type { range, sourceInfo } from './messages/llb.ts';

/** Lines that are kept of one place, and characters of them. */
const MAX_LINES = 50;
const MAX_FILE_NAME = 4096;
const MAX_CHARACTERS = 8 * 1024;

/** The lines that BuildKit points at; null where it does not say which. */
export function readSourceLines(
  info: Message<typeof sourceInfo> | null,
  ranges: readonly Message<typeof range>[],
): SourceLines | null {
  if (info === null) return null;
  const lines = ranges.flatMap(({ start, end }) => [start?.line ?? 0, end?.line ?? 0]);
  return sourceLines(info.filename, info.data, lines);
}

/** `lines` from 1, the first and the last of each range; what is below 1 says nothing. */
export function sourceLines(file: string, data: Uint8Array, lines: readonly number[]): SourceLines | null {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const line of lines) {
    if (!(line >= 1)) continue;
    first = Math.min(first, line);
    last = Math.max(last, line);
  }
  if (last === 0) return null;
  const text = Buffer.from(data).toString('utf8').split('\n');
  const shown = text.slice(first - 1, Math.min(last, first - 1 + MAX_LINES));
  return {
    file: file.slice(0, MAX_FILE_NAME),
    first,
    last,
    text: shown.length === 0 ? null : shown.join('\n').slice(0, MAX_CHARACTERS),
  };
}
