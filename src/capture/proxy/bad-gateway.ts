/**
 * What a client gets in place of the daemon's answer. Docker clients print `message` of a JSON answer. A request
 * by HEAD gets no body (RFC 9110, section 9.3.2).
 */
export function badGatewayAnswer(message: string, firstBytes: Uint8Array): Buffer {
  const body = `${JSON.stringify({ message })}\n`;
  const head = [
    'HTTP/1.1 502 Bad Gateway',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    '',
  ].join('\r\n');
  const isHead = Buffer.from(firstBytes.subarray(0, 5)).toString('latin1') === 'HEAD ';
  return Buffer.from(isHead ? head : head + body);
}
