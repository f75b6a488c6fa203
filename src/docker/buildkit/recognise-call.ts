import type { MessageSide } from '../exchange-tap.ts';
import { decodeMessage } from '../protobuf/decode-message.ts';
import { type Message, unknownFields } from '../protobuf/message-type.ts';
import { solveRequest, solveResponse, statusResponse } from './messages/control.ts';
import { packet } from './messages/filesync.ts';

/** What one of its messages says of a call. */
export interface RecognisedCall {
  readonly method: string;
  /** The side that was taken for the one that asks is the one that answers. */
  readonly turned: boolean;
}

interface Shape {
  readonly method: string;
  readonly caller: 'client' | 'daemon';
  readonly side: MessageSide;
  readonly fits: (bytes: Uint8Array) => boolean;
}

/** Digests, and BuildKit's own ids (identity.NewID), are what no other message has in these places. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const ID = /^[0-9a-z]{20,40}$/;
/** Types of fsutil's packets. */
const STAT = 0;
const DATA = 2;

/** The calls of a build that go on for long, so that a capture may begin in them. */
const shapes: readonly Shape[] = [
  { method: 'moby.buildkit.v1.Control/Status', caller: 'client', side: 'response', fits: isStatus },
  { method: 'moby.buildkit.v1.Control/Solve', caller: 'client', side: 'request', fits: isSolve },
  { method: 'moby.buildkit.v1.Control/Solve', caller: 'client', side: 'response', fits: isSolved },
  { method: 'moby.filesync.v1.FileSync/DiffCopy', caller: 'daemon', side: 'response', fits: isPacket },
  { method: 'moby.filesync.v1.FileSend/DiffCopy', caller: 'daemon', side: 'request', fits: isPacket },
];

/** The call that one message belongs to, as far as that tells; `caller` is who is thought to ask. */
export function recogniseCall(
  side: MessageSide,
  caller: 'client' | 'daemon',
  bytes: Uint8Array,
): RecognisedCall | null {
  for (const shape of shapes) {
    // Who asks, and with that the side, is only thought; but it is the sender's own message.
    const turned = shape.caller !== caller;
    const sameSender = turned ? shape.side !== side : shape.side === side;
    if (sameSender && shape.fits(bytes)) return { method: shape.method, turned };
  }
  return null;
}

function isWhole(message: Message): boolean {
  return message[unknownFields].length === 0;
}

function isStatus(bytes: Uint8Array): boolean {
  const message = decodeMessage(bytes, statusResponse);
  const digests = [
    ...message.vertexes.map(({ digest }) => digest),
    ...message.statuses.map(({ vertex }) => vertex),
    ...message.logs.map(({ vertex }) => vertex),
  ];
  return isWhole(message) && digests.length > 0 && digests.every((digest) => DIGEST.test(digest));
}

function isSolve(bytes: Uint8Array): boolean {
  const { ref, session } = decodeMessage(bytes, solveRequest);
  return ID.test(ref) && ID.test(session) && ref !== session;
}

function isSolved(bytes: Uint8Array): boolean {
  const message = decodeMessage(bytes, solveResponse);
  const names = [...message.exporterResponse.keys()];
  return isWhole(message) && names.length > 0 && names.every((name) => /^[\w-]+(\.[\w./-]+)+$/.test(name));
}

function isPacket(bytes: Uint8Array): boolean {
  const message = decodeMessage(bytes, packet);
  if (!isWhole(message)) return false;
  const { type, stat, data } = message;
  if (type === STAT) return stat !== null && stat.path !== '' && stat.mode !== 0 && isWhole(stat);
  return type === DATA && stat === null && data.length > 0;
}
