/** `1.41` as two numbers that can be compared. Null for anything else. */
export function apiVersion(text: string | null): readonly [major: number, minor: number] | null {
  const [, major, minor] = /^(\d{1,4})\.(\d{1,4})$/.exec(text ?? '') ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
}

/** Whether `one` is an older API version than `other`; false where one of them is none. */
export function isOlder(one: string | null, other: string | null): boolean {
  const [a, b] = [apiVersion(one), apiVersion(other)];
  return a !== null && b !== null && (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]));
}
