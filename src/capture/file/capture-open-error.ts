/** Why a capture cannot be read; the message is one line that says what is wrong and what to do. */
export class CaptureOpenError extends Error {
  override name = 'CaptureOpenError';
  readonly reason: CaptureOpenReason;

  constructor(reason: CaptureOpenReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

export type CaptureOpenReason = 'missing' | 'directory' | 'not-permitted' | 'terminal' | 'unreadable';

/** Words for what the operating system says when `path` is opened or read. */
export function toCaptureOpenError(path: string, cause: unknown): CaptureOpenError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  const name = printable(path);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CaptureOpenError(
        'missing',
        `cannot read ${name}: there is no such file; check the path`,
        cause,
      );
    case 'EISDIR':
      return directoryError(path, cause);
    case 'EACCES':
    case 'EPERM':
      return new CaptureOpenError(
        'not-permitted',
        `cannot read ${name}: permission denied; a capture belongs to who recorded it, often root`,
        cause,
      );
    default: {
      const detail = cause instanceof Error ? printable(cause.message) : 'unknown error';
      return new CaptureOpenError('unreadable', `cannot read ${name}: ${detail}`, cause);
    }
  }
}

export function directoryError(path: string, cause?: unknown): CaptureOpenError {
  const message = `cannot read ${printable(path)}: it is a directory; name a capture file in it`;
  return new CaptureOpenError('directory', message, cause);
}

/** A file name may hold anything but NUL and slash, and a terminal obeys control characters. */
function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}
