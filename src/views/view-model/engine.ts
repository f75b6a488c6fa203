import type { Timestamp } from '../../layer/origin.ts';
import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { CaptureStatus } from './capture-status.ts';
import type { CommandRow } from './command-row.ts';
import type { Content, ContentRef } from './content.ts';
import type { ExchangeList } from './exchange-list.ts';
import type { ExchangeRow } from './exchange-row.ts';
import type { PacketList } from './packet-list.ts';
import type { Raw } from './raw.ts';
import type { Report, ReportName } from './report.ts';
import type { StyledLine } from './styled-line.ts';

/**
 * What a screen knows of a capture. The screen is a client: the capture may be read in this process or in
 * another one, so rows may be there or still on their way, and all else is asked for.
 */
export interface Engine {
  /** The newest known; a new object whenever something in it changed. */
  status(): CaptureStatus;
  /** The rows that pass the filter, as they are folded and sorted. */
  readonly list: ExchangeList;
  /** Rejects with an error that says in words why there is no answer. */
  ask<Asked extends Question>(question: Asked): Promise<Answers[Asked['kind']]>;
  /** Shows other exchanges: those that pass a filter that compiles, or with null all. */
  filter(text: string | null): void;
  /** While held, what comes is not shown; the capture goes on. */
  hold(held: boolean): void;
  /** Bytes a second that an exchange moves just now; null where nothing moves. */
  rate(id: number): number | null;
  /** Calls `changed` after rows or the status changed, merged to a few times a second; gives its end. */
  subscribe(changed: () => void): () => void;
}

/** What can be asked, by kind. */
export interface Questions {
  readonly exchange: { readonly id: number };
  readonly command: { readonly id: number };
  /** Packets of an exchange's connection, read from the capture again. */
  readonly packets: { readonly id: number };
  /** Bytes of an exchange as they were sent, read from the capture again. */
  readonly raw: { readonly id: number };
  /** What stands beside the list, drawn for so much room; `command` for a row of a command. */
  readonly preview: { readonly id: number; readonly command: boolean } & PreviewRoom;
  /** How the connection of an exchange was used until then. */
  readonly use: { readonly id: number };
  readonly content: { readonly id: number; readonly ref: ContentRef };
  readonly report: { readonly name: ReportName };
  /** Writes a content to a new file; `ref` null for the whole capture. */
  readonly save: { readonly id: number; readonly ref: ContentRef | null; readonly path: string };
  /** Writes the packets of the exchanges that pass a filter to a new capture file. */
  readonly 'save-part': { readonly filter: string; readonly path: string };
}

export type Question = {
  [Kind in keyof Questions]: { readonly kind: Kind } & Questions[Kind];
}[keyof Questions];

export interface Answers {
  /** The whole exchange, as it is now; null for one that does not exist or was let go. */
  readonly exchange: Exchange | null;
  /** The command that an exchange is a call of; null as for `exchange`. */
  readonly command: CommandCalls | null;
  /** Null as for `exchange`. */
  readonly packets: PacketList | null;
  readonly raw: Raw | null;
  readonly preview: readonly StyledLine[];
  readonly use: ConnectionUse | null;
  readonly content: Content;
  readonly report: Report;
  readonly save: { readonly bytes: number };
  readonly 'save-part': { readonly bytes: number };
}

/** Terminal columns and rows, and how to draw in them; `utcOffset` in minutes, at the time of the row. */
export interface PreviewRoom {
  readonly width: number;
  readonly height: number;
  readonly ascii: boolean;
  readonly utcOffset: number;
}

export interface CommandCalls {
  /** As it is listed; null where a single call is all there is. */
  readonly row: CommandRow | null;
  /** Arguments of the docker CLI that would make the calls; safe to print; null where none would. */
  readonly arguments: readonly string[] | null;
  readonly calls: readonly ExchangeRow[];
}

export interface ConnectionUse {
  /** Null while it is open, and where it is not kept. */
  readonly connection: Connection | null;
  /** The exchange on it that had ended last; null for none. */
  readonly before: { readonly id: number; readonly summary: string; readonly endedAt: Timestamp } | null;
  /** Exchanges on it that were going on when this one began. */
  readonly meanwhile: number;
}
