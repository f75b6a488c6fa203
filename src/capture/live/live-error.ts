/** Why a live capture cannot begin; the message is one line that says what is wrong and what to do. */
export class LiveError extends Error {
  override name = 'LiveError';
  readonly reason: LiveErrorReason;

  constructor(reason: LiveErrorReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

export type LiveErrorReason =
  | 'not-permitted'
  | 'no-interface'
  | 'bad-filter'
  | 'no-engine'
  | 'no-process'
  | 'not-possible'
  | 'cannot-write'
  | 'failed';
