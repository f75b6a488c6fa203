/** The exit code in BuildKit's words for a command that failed: `… did not complete successfully: exit code: 42`. */
export function exitCodeIn(message: string): number | null {
  const code = /exit code: (\d{1,3})\b/.exec(message)?.[1];
  return code === undefined ? null : Number(code);
}
