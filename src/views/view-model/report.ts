import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import type { Capture } from '../../model/capture.ts';
import type { Connection } from '../../model/connection.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Finding } from '../../model/finding.ts';
import type { CaptureStatus } from './capture-status.ts';
import type { Sign } from './status.ts';

/** A screen about a whole capture. */
export type ReportName =
  | 'connections'
  | 'builds'
  | 'credentials'
  | 'files'
  | 'statistics'
  | 'issues'
  | 'findings'
  | 'capture';

/** A table. Its cells are values, so that a view can sort them and knows the reader's clock; texts are safe. */
export interface Report {
  /** Sentences above the table. */
  readonly notes: readonly string[];
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Rows that were left out because there are too many. */
  readonly more: number;
}

export interface ReportColumn {
  readonly title: string;
  /** Widest that the column may become. */
  readonly most?: number;
  /** Narrower screens than this do without it. */
  readonly from?: number;
}

export interface ReportRow {
  readonly cells: readonly ReportCell[];
  /** Exchange that is opened from it; null for none. */
  readonly opens: number | null;
  /** Its last cell is a text that goes on beneath, indented by so many columns; left out for one that is cut. */
  readonly goesOn?: number;
}

export type ReportCell =
  | { readonly kind: 'text'; readonly text: string; readonly weight?: 'strong' | 'dim' }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly text: string }
  /** Null is nothing to say. */
  | { readonly kind: 'bytes' | 'count' | 'ms'; readonly value: number | null }
  | { readonly kind: 'time'; readonly value: Timestamp | null };

/** What a report is made from: the records that are kept. */
export interface CaptureRecords {
  readonly exchanges: () => Iterable<Exchange>;
  readonly connections: () => Iterable<Connection>;
  /** Those that belong to no exchange. */
  readonly issues: readonly Issue[];
  /** What the rules of docs/rules.md find in it, worst first. */
  readonly findings: () => readonly Finding[];
  readonly capture: Capture | null;
  readonly status: CaptureStatus;
}

/** Rows of one report: more than a person scrolls through, and a message of some hundred KiB. */
const MAX_ROWS = 5000;

export function report(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  notes: readonly string[] = [],
): Report {
  return { notes, columns, rows: rows.slice(0, MAX_ROWS), more: Math.max(0, rows.length - MAX_ROWS) };
}

export function textCell(text: string, weight?: 'strong' | 'dim'): ReportCell {
  return weight === undefined ? { kind: 'text', text } : { kind: 'text', text, weight };
}

export function bytesCell(value: number | null): ReportCell {
  return { kind: 'bytes', value };
}

export function countCell(value: number | null): ReportCell {
  return { kind: 'count', value };
}

export function millisecondsCell(value: number | null): ReportCell {
  return { kind: 'ms', value };
}

export function timeCell(value: Timestamp | null): ReportCell {
  return { kind: 'time', value };
}
