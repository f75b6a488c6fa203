/** A value of X-Registry-Config or X-Registry-Auth as the Docker CLI writes it: URL alphabet, padded. */
export function registryHeader(value: unknown): string {
  const text = Buffer.from(JSON.stringify(value)).toString('base64');
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

export function basic(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}
