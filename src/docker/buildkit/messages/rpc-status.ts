/** What stands in `grpc-status-details-bin`: google.rpc.Status, with BuildKit's details of an error. */
import {
  bytes,
  message,
  messages,
  messageType,
  signed,
  text,
  textMap,
  texts,
} from '../../protobuf/message-type.ts';
import { op, range, sourceInfo } from './llb.ts';

export const anyMessage = messageType('google.protobuf.Any', { typeUrl: text(1), value: bytes(2) });

export const rpcStatus = messageType('google.rpc.Status', {
  code: signed(1),
  message: text(2),
  details: messages(3, anyMessage),
});

/** Lines of a Dockerfile that an error is about (BuildKit, solver/errdefs/errdefs.proto). */
export const errorSource = messageType('errdefs.Source', {
  info: message(1, sourceInfo),
  ranges: messages(2, range),
});

export const errorVertex = messageType('errdefs.Vertex', { digest: text(1) });

export const errorSolve = messageType('errdefs.Solve', {
  inputIds: texts(1),
  mountIds: texts(2),
  op: message(3, op),
  file: message(4, messageType('errdefs.FileAction', { index: signed(1) })),
  cache: message(5, messageType('errdefs.ContentCache', { index: signed(1) })),
  description: textMap(6),
});
