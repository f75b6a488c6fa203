/** Tars for tests, block by block, so that each can be wrong in one place. */

export interface TarFields {
  readonly name?: string | Uint8Array;
  readonly typeFlag?: string;
  readonly content?: Uint8Array | string;
  /** Where it differs from the content's length. */
  readonly size?: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly linkName?: string;
  readonly prefix?: string;
  readonly magic?: 'ustar' | 'gnu' | 'none';
  /** Bytes that are written over the block before its checksum is. */
  readonly patch?: readonly (readonly [offset: number, bytes: string | Uint8Array])[];
  /** `signed`: summed as historic tars did. `wrong`: off by one. */
  readonly checksum?: 'unsigned' | 'signed' | 'wrong';
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

/** One header block (POSIX.1-2017, pax, "ustar Interchange Format"). */
export function tarHeader(fields: TarFields = {}): Uint8Array {
  const block = new Uint8Array(512);
  const put = (offset: number, bytes: string | Uint8Array): void => block.set(bytesOf(bytes), offset);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  put(0, fields.name ?? 'file');
  put(100, octal(fields.mode ?? 0o644, 7));
  put(108, octal(fields.uid ?? 0, 7));
  put(116, octal(fields.gid ?? 0, 7));
  put(124, octal(fields.size ?? bytesOf(fields.content ?? '').length, 11));
  put(136, octal(fields.mtime ?? 0, 11));
  put(156, fields.typeFlag ?? '0');
  put(157, fields.linkName ?? '');
  if (fields.magic === 'gnu') put(257, 'ustar  \0');
  else if (fields.magic !== 'none') put(257, 'ustar\x0000');
  put(345, fields.prefix ?? '');
  for (const [offset, bytes] of fields.patch ?? []) put(offset, bytes);
  put(148, '        ');
  let sum = 0;
  for (const byte of block) sum += fields.checksum === 'signed' && byte > 127 ? byte - 256 : byte;
  put(148, `${(sum + (fields.checksum === 'wrong' ? 1 : 0)).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** Content filled up to whole blocks. */
export function tarBlocks(content: string | Uint8Array): Uint8Array {
  const bytes = bytesOf(content);
  const blocks = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  blocks.set(bytes);
  return blocks;
}

export function tarEntry(fields: TarFields = {}): Uint8Array {
  return Buffer.concat([tarHeader(fields), tarBlocks(fields.content ?? '')]);
}

/** The end marker: two blocks of zeros. */
export const tarEnd: Uint8Array = new Uint8Array(1024);

export function tarFile(...entries: readonly TarFields[]): Uint8Array {
  return Buffer.concat([...entries.map(tarEntry), tarEnd]);
}

/** An extension header with pax records, for the entry behind it (`x`) or for all (`g`). */
export function paxEntry(records: readonly (readonly [string, string])[], typeFlag = 'x'): Uint8Array {
  return tarEntry({ name: 'PaxHeaders/x', typeFlag, content: records.map(paxRecord).join('') });
}

/** `length key=value`, where the length counts itself. */
export function paxRecord([key, value]: readonly [string, string]): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  length = bytes + String(length).length;
  return `${length}${rest}`;
}
