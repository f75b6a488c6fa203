/** containerd's content store: a local cache, provenance (containerd, api/services/content/v1). */
import {
  bytes,
  message,
  messages,
  messageType,
  signed,
  text,
  textMap,
  texts,
  timestamp,
} from '../../protobuf/message-type.ts';

const PACKAGE = 'containerd.services.content.v1';

const info = messageType(`${PACKAGE}.Info`, {
  digest: text(1),
  size: signed(2),
  createdAt: timestamp(3),
  updatedAt: timestamp(4),
  labels: textMap(5),
});

const status = messageType(`${PACKAGE}.Status`, {
  startedAt: timestamp(1),
  updatedAt: timestamp(2),
  ref: text(3),
  offset: signed(4),
  total: signed(5),
  expected: text(6),
});

export const infoRequest = messageType(`${PACKAGE}.InfoRequest`, { digest: text(1) });
export const infoResponse = messageType(`${PACKAGE}.InfoResponse`, { info: message(1, info) });

export const updateRequest = messageType(`${PACKAGE}.UpdateRequest`, {
  info: message(1, info),
  updateMask: message(2, messageType('google.protobuf.FieldMask', { paths: texts(1) })),
});

export const listRequest = messageType(`${PACKAGE}.ListContentRequest`, { filters: texts(1) });
export const listResponse = messageType(`${PACKAGE}.ListContentResponse`, { info: messages(1, info) });

export const readRequest = messageType(`${PACKAGE}.ReadContentRequest`, {
  digest: text(1),
  offset: signed(2),
  size: signed(3),
});
export const readResponse = messageType(`${PACKAGE}.ReadContentResponse`, {
  offset: signed(1),
  data: bytes(2),
});

export const statusRequest = messageType(`${PACKAGE}.StatusRequest`, { ref: text(1) });
export const statusResponse = messageType(`${PACKAGE}.StatusResponse`, { status: message(1, status) });
export const listStatusesResponse = messageType(`${PACKAGE}.ListStatusesResponse`, {
  statuses: messages(1, status),
});

export const writeRequest = messageType(`${PACKAGE}.WriteContentRequest`, {
  /** 0 stat, 1 write, 2 commit. */
  action: signed(1),
  ref: text(2),
  total: signed(3),
  expected: text(4),
  offset: signed(5),
  data: bytes(6),
  labels: textMap(7),
});
export const writeResponse = messageType(`${PACKAGE}.WriteContentResponse`, {
  action: signed(1),
  startedAt: timestamp(2),
  updatedAt: timestamp(3),
  offset: signed(4),
  total: signed(5),
  digest: text(6),
});

export const emptyMessage = messageType('google.protobuf.Empty', {});
