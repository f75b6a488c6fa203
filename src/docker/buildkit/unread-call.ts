import type { GrpcCallReader } from './grpc-call-reader.ts';

/** For calls whose messages nobody here knows: they are counted, and that is all. */
export const unreadCall: GrpcCallReader = {
  requestMessage() {},
  responseMessage() {},
  gap() {},
  end() {},
  summary: null,
  facts: {},
};
