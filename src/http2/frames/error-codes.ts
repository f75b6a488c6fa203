/** RFC 9113, section 7, by number. */
const names: readonly string[] = [
  'no-error',
  'protocol-error',
  'internal-error',
  'flow-control-error',
  'settings-timeout',
  'stream-closed',
  'frame-size-error',
  'refused-stream',
  'cancel',
  'compression-error',
  'connect-error',
  'enhance-your-calm',
  'inadequate-security',
  'http-1.1-required',
];

export const NO_ERROR = 0;
export const CANCEL = 8;

export function errorName(code: number): string {
  return names[code] ?? `error ${code}`;
}
