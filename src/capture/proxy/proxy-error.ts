export type ProxyErrorCode =
  | 'bad-address'
  /** The address to listen on is taken by somebody who is alive. */
  | 'address-in-use'
  /** A path that the kernel's socket address has no room for. */
  | 'socket-path-too-long'
  /** What is at the socket's path is not ours to replace. */
  | 'socket-path-taken'
  | 'cannot-listen'
  /** Listening beyond this machine was not allowed. */
  | 'remote-not-allowed'
  | 'certificates-missing'
  | 'certificates-unreadable'
  | 'cannot-record'
  | 'cannot-write-keylog';

/** Why a proxy did not start; the message is one line that says what is wrong and what to do. */
export class ProxyError extends Error {
  override name = 'ProxyError';
  readonly code: ProxyErrorCode;

  constructor(code: ProxyErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
