import type { BuildKitBook } from './buildkit-book.ts';
import { CredentialsCall, FetchTokenCall } from './calls/credentials-call.ts';
import { FileSendCall } from './calls/file-send-call.ts';
import { FileSyncCall } from './calls/file-sync-call.ts';
import { GatewaySolveCall } from './calls/gateway-solve-call.ts';
import { OpenedSessionCall } from './calls/opened-session-call.ts';
import { PlainCall } from './calls/plain-call.ts';
import { SecretCall } from './calls/secret-call.ts';
import { SolveCall } from './calls/solve-call.ts';
import { SshCall } from './calls/ssh-call.ts';
import { StatusCall } from './calls/status-call.ts';
import { isUnnamed, UnnamedCall } from './calls/unnamed-call.ts';
import { UploadCall } from './calls/upload-call.ts';
import type { GrpcCall, GrpcCallReader } from './grpc-call-reader.ts';

/** Methods that tell of a build; all others are only shown. */
const readers: Readonly<Record<string, new (call: GrpcCall, book: BuildKitBook) => GrpcCallReader>> = {
  'moby.buildkit.v1.Control/Solve': SolveCall,
  'moby.buildkit.v1.Control/Status': StatusCall,
  'moby.buildkit.v1.Control/Session': OpenedSessionCall,
  'moby.buildkit.v1.frontend.LLBBridge/Solve': GatewaySolveCall,
  'moby.filesync.v1.FileSync/DiffCopy': FileSyncCall,
  'moby.filesync.v1.FileSend/DiffCopy': FileSendCall,
  'moby.filesync.v1.Auth/Credentials': CredentialsCall,
  'moby.filesync.v1.Auth/FetchToken': FetchTokenCall,
  'moby.buildkit.secrets.v1.Secrets/GetSecret': SecretCall,
  'moby.sshforward.v1.SSH/ForwardAgent': SshCall,
  'moby.upload.v1.Upload/Pull': UploadCall,
};

/** The reader of one gRPC call, which learns for and from `book` what other calls say. */
export function createCallReader(call: GrpcCall, book: BuildKitBook): GrpcCallReader {
  if (isUnnamed(call)) return new UnnamedCall(call, (named) => createCallReader(named, book));
  const Reader = Object.hasOwn(readers, call.method) ? readers[call.method] : undefined;
  return Reader === undefined ? new PlainCall(call) : new Reader(call, book);
}
