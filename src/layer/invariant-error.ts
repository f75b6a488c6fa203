/** One of our own rules was broken. Never thrown for what is on the wire. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}
