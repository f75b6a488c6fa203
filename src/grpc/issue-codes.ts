import type { IssueCodes } from '../layer/issue.ts';

export const grpcIssueCodes = {
  'grpc/bad-message': 'A message does not begin as gRPC says; reading goes on where one does.',
  'grpc/message-too-large': 'A message is larger than the bound; it was passed over.',
  'grpc/compression': 'A compressed message could not be read; it was passed over.',
  'grpc/message-cut': 'A side ended inside a message.',
  'grpc/told-by-messages': 'The name of a call was not captured; it is told by what its messages hold.',
  'grpc/bad-status': 'The status of a call is not a number.',
} as const satisfies IssueCodes;

export type GrpcIssueCode = keyof typeof grpcIssueCodes;
