import type { ConnectionNote } from '../../../layer/connection-note.ts';

/** Every note begins so; behind it stands one JSON object. */
const PREFIX = 'dind-sniff proxy: ';

/** Longest command line that is written; the beginning says enough. */
export const MAX_COMMAND_LENGTH = 1024;

/** It is written as the comment of a packet of its connection, so that other programs show it, and our own reader puts it to use. */
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
    ...flagField(fields, 'listenerTls'),
    ...flagField(fields, 'targetTls'),
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

function flagField(fields: Record<string, unknown>, name: string): Record<string, boolean> {
  const value = fields[name];
  return typeof value === 'boolean' ? { [name]: value } : {};
}

function failureFields(fields: Record<string, unknown>): Required<ConnectionNote>['handshakeFailed'] {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  return { side: text('side'), reason: text('reason'), detail: text('detail'), fix: text('fix') };
}
