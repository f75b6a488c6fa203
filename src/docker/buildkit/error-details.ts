import type { SourceLines } from '../../model/buildkit.ts';
import { isObject, member, numberMember, parseJson, textMember } from '../json/parse-json.ts';
import { decodeMessage } from '../protobuf/decode-message.ts';
import { errorSource, rpcStatus } from './messages/rpc-status.ts';
import { readSourceLines, sourceLines } from './source-lines.ts';

/** What BuildKit says of an error besides its message. */
export interface ErrorDetails {
  readonly exitCode: number | null;
  readonly source: SourceLines | null;
}

/** Reads `grpc-status-details-bin`; null where it was not sent. */
export function readErrorDetails(details: Uint8Array | null): ErrorDetails {
  let exitCode: number | null = null;
  let source: SourceLines | null = null;
  if (details === null) return { exitCode, source };
  for (const { typeUrl, value } of decodeMessage(details, rpcStatus).details) {
    // BuildKit writes most of its own as JSON inside of the Any and says so (util/grpcerrors).
    const json = typeUrl.endsWith('+json') ? parseJson(Buffer.from(value).toString('utf8')) : undefined;
    if (typeUrl.includes('/errdefs.Source')) {
      source ??= json === undefined ? readSource(value) : readJsonSource(json);
    } else if (typeUrl.includes('.ExitMessage')) exitCode ??= numberMember(json, 'Code');
  }
  return { exitCode, source };
}

function readSource(value: Uint8Array): SourceLines | null {
  const { info, ranges } = decodeMessage(value, errorSource);
  return readSourceLines(info, ranges);
}

/** As Go's encoding/json has the same message. */
function readJsonSource(json: unknown): SourceLines | null {
  const info = member(json, 'info');
  const ranges = member(json, 'ranges');
  if (!isObject(info) || !Array.isArray(ranges)) return null;
  const lines = ranges.flatMap((range) => [
    numberMember(member(range, 'start'), 'line') ?? 0,
    numberMember(member(range, 'end'), 'line') ?? 0,
  ]);
  const data = Buffer.from(textMember(info, 'data') ?? '', 'base64');
  return sourceLines(textMember(info, 'filename') ?? '', data, lines);
}
