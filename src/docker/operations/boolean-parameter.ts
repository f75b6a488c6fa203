/** A boolean query parameter as the daemon reads it (moby's httputils.BoolValue): `1`, `true`, `True`, … */
export function isTrue(value: string | undefined): boolean {
  return !['', '0', 'no', 'false', 'none'].includes((value ?? '').trim().toLowerCase());
}
