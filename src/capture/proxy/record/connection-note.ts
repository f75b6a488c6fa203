/** Every note begins so; behind it stands one JSON object. */
const PREFIX = 'dind-sniff proxy: ';

/** Longest command line that is written; the beginning says enough. */
export const MAX_COMMAND_LENGTH = 1024;

/**
 * What a proxy knows of a connection and no packet can say. It is written as the comment of a packet of that
 * connection, so that other programs show it and our own reader puts it to use. Each note adds to those before.
 */
export interface ConnectionNote {
  /** The address that the client used, and the daemon's, as `DOCKER_HOST` has them. */
  readonly listener?: string;
  readonly target?: string;
  /** The process that connected, and its command line. */
  readonly pid?: number;
  readonly command?: string;
  /** TLS that could not be agreed on; see `HandshakeFailed`. */
  readonly handshakeFailed?: {
    readonly side: string;
    readonly reason: string;
    readonly detail: string;
    readonly fix: string;
  };
}

export function connectionNoteText(note: ConnectionNote): string {
  return PREFIX + JSON.stringify(note);
}

/** Reads a packet's comment; null for what a proxy did not write. */
export function readConnectionNote(comment: string): ConnectionNote | null {
  if (!comment.startsWith(PREFIX)) return null;
  let value: unknown;
  try {
    value = JSON.parse(comment.slice(PREFIX.length));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = value as Record<string, unknown>;
  const { pid, handshakeFailed } = fields;
  return {
    ...textField(fields, 'listener'),
    ...textField(fields, 'target'),
    ...(typeof pid === 'number' ? { pid } : {}),
    ...textField(fields, 'command'),
    ...(typeof handshakeFailed === 'object' && handshakeFailed !== null
      ? { handshakeFailed: failureFields(handshakeFailed as Record<string, unknown>) }
      : {}),
  };
}

function textField(fields: Record<string, unknown>, name: string): Record<string, string> {
  const value = fields[name];
  return typeof value === 'string' ? { [name]: value } : {};
}

function failureFields(fields: Record<string, unknown>): Required<ConnectionNote>['handshakeFailed'] {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  return { side: text('side'), reason: text('reason'), detail: text('detail'), fix: text('fix') };
}
