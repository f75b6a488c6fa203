import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../model/exchange.ts';
import type { PipelineOptions } from '../pipeline/pipeline.ts';
import type { Store } from '../store/store.ts';
import { compileFilter } from '../views/filter/compile-filter.ts';
import type { CommandGroups } from '../views/view-model/command-groups.ts';
import { commandArguments, commandRow } from '../views/view-model/command-row.ts';
import type { ContentRef } from '../views/view-model/content.ts';
import { hasStreams } from '../views/view-model/detail-streams.ts';
import type { Answers, Question } from '../views/view-model/engine.ts';
import { exchangeRow } from '../views/view-model/exchange-row.ts';
import { previewLines } from '../views/view-model/list-preview.ts';
import { PLAIN_VIEW } from '../views/view-model/pane.ts';
import type { CaptureRecords, ReportName } from '../views/view-model/report.ts';
import { makeReport } from '../views/view-model/reports/reports.ts';
import { asciiSymbols, unicodeSymbols } from '../views/view-model/symbols.ts';
import { copyPart, selectPart } from './capture-part.ts';
import { connectionUse } from './connection-use.ts';
import { findContent } from './find-content.ts';
import { packetRange } from './packet-range.ts';
import { type ContentPlace, readContent, saveContent } from './read-content.ts';
import { readPackets } from './read-packets.ts';
import { readRaw } from './read-raw.ts';

const ONCE_ONLY =
  'the capture cannot be read a second time: it came over standard input, or in several files';

/** What questions are answered from. */
export interface Known {
  readonly store: Store;
  readonly groups: CommandGroups;
  readonly records: Omit<CaptureRecords, 'findings'>;
  /** The capture file; null where it cannot be read a second time. */
  readonly path: () => string | null;
  readonly decoding: Pick<PipelineOptions, 'ports'>;
}

/** Answers what a screen asks; rejects with words for the user. */
export async function answer(question: Question, known: Known): Promise<Answers[keyof Answers]> {
  switch (question.kind) {
    case 'exchange':
      return known.store.exchange(question.id);
    case 'command':
      return commandOf(question.id, known);
    case 'preview':
      return await previewOf(question, known);
    case 'packets':
      return await packetsOf(question.id, known);
    case 'use':
      return connectionUse(question.id, known.store);
    case 'raw':
      return await rawOf(question.id, known);
    case 'report':
      return makeReport(question.name, await withFindings(question.name, known));
    case 'content': {
      return await readContent(placeOf(question.id, question.ref, known));
    }
    case 'save':
      return await save(question, known).catch((error: unknown) => {
        throw new Error(saveError(error, question.path));
      });
    case 'save-part':
      return await savePart(question, known).catch((error: unknown) => {
        throw new Error(saveError(error, question.path));
      });
  }
}

async function rawOf(id: number, known: Known): Promise<Answers['raw']> {
  const record = known.store.exchange(id);
  if (record === null) return null;
  return await readRaw({
    path: pathOf(known),
    decoding: known.decoding,
    record,
    carries: carries(id, known),
  });
}

/** Whether another connection's calls came inside of an exchange. */
function carries(id: number, { store }: Known): boolean {
  const { hijack = null } = store.exchange(id) ?? {};
  if (hijack?.protocol === 'h2c') return true;
  for (const { docker } of store.exchanges()) if (docker.grpc?.carrier === id) return true;
  return false;
}

async function packetsOf(id: number, { store, path, decoding }: Known): Promise<Answers['packets']> {
  const exchange = store.exchange(id);
  const connection = exchange === null ? null : store.connection(exchange.connection);
  if (exchange === null || connection === null) return null;
  const file = path();
  if (file === null) return { connection, segments: [], more: false, refused: ONCE_ONLY };
  const range = packetRange(exchange, store.exchanges());
  return await readPackets({ path: file, decoding, connection, range });
}

function commandOf(id: number, { store, groups }: Known): Answers['command'] {
  const group = groups.groupOf(id);
  if (group === null) return null;
  const calls = groups
    .calls(group)
    .map((call) => store.exchange(call))
    .filter((call): call is Exchange => call !== null);
  if (calls.length === 0) return null;
  const row = commandRow(calls);
  return {
    row: row === null ? null : { ...row, id: group },
    arguments: commandArguments(calls),
    calls: calls.map(exchangeRow),
  };
}

/** What of an exchange is worth a look beside the list; a build tells all that in its steps. */
function previewedContent(exchange: Exchange): ContentRef | null {
  if (exchange.docker.build !== null) return null;
  if (hasStreams(exchange)) return { kind: 'stream' };
  const isJson = /json/i.test(exchange.response?.body.mediaType ?? '') || exchange.docker.grpc !== null;
  return isJson && (exchange.response?.body.bytes ?? 0) > 0 ? { kind: 'body', side: 'response' } : null;
}

/** Larger captures are not read again for a preview: that takes 100 ms and more. */
const MOST_READ = 8 * 1024 * 1024;

async function previewOf(
  { id, command, ascii, utcOffset, width, height }: Extract<Question, { kind: 'preview' }>,
  known: Known,
): Promise<Answers['preview']> {
  const exchange = known.store.exchange(id);
  if (exchange === null) return [];
  const path = known.path();
  const isSmall = path !== null && (statSync(path, { throwIfNoEntry: false })?.size ?? Infinity) <= MOST_READ;
  const ref = previewedContent(exchange);
  const content = isSmall && ref !== null ? await readContent(placeOf(id, ref, known)) : null;
  const symbols = ascii ? asciiSymbols : unicodeSymbols;
  return previewLines(
    { exchange, command: command ? commandOf(id, known) : null, content },
    { ...PLAIN_VIEW, width, height, symbols, utcOffset: () => utcOffset },
  );
}

/** Rules are loaded and asked only where somebody looks at what they find. */
async function withFindings(name: ReportName, { store, records }: Known): Promise<CaptureRecords> {
  if (name !== 'findings') return { ...records, findings: () => [] };
  const { diagnose } = await import('../diagnosis/diagnose.ts');
  const { Traffic } = await import('../diagnosis/traffic.ts');
  const traffic = new Traffic([...store.exchanges()], [...store.connections()]);
  const { findings } = diagnose({ traffic, environment: null, probe: null, baseline: null });
  return { ...records, findings: () => findings };
}

async function save(
  { id, ref, path: target }: Extract<Question, { kind: 'save' }>,
  known: Known,
): Promise<Answers['save']> {
  // Nobody's shell has seen what was typed.
  const file = resolve(target.replace(/^~(?=\/)/, homedir()));
  if (ref !== null) return { bytes: await saveContent(placeOf(id, ref, known), file) };
  // Not by copyFile: that gives the copy the rights of the original.
  return await writeCapture(createReadStream(pathOf(known)), file);
}

async function savePart(
  { filter, path: target }: Extract<Question, { kind: 'save-part' }>,
  known: Known,
): Promise<Answers['save-part']> {
  const compiled = compileFilter(filter);
  if (compiled.kind === 'filter-error') throw new Error(compiled.message);
  const place = { path: pathOf(known), decoding: known.decoding };
  const selection = await selectPart(place, compiled.matches);
  if (selection.connections.size === 0) throw new Error('no exchange passes the filter');
  return await writeCapture(partBytes(copyPart(place, selection)), resolve(target));
}

async function* partBytes(pieces: ReturnType<typeof copyPart>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of pieces) yield bytes;
}

/** To a new file that only its owner may read: a capture holds secrets. */
async function writeCapture(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): Promise<{ readonly bytes: number }> {
  const copy = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await pipeline(bytes, copy);
  return { bytes: copy.bytesWritten };
}

function placeOf(id: number, ref: ContentRef, known: Known): ContentPlace {
  const found = findContent(id, ref, known.store);
  return { path: pathOf(known), decoding: known.decoding, ...found, carries: carries(id, known) };
}

function pathOf({ path }: Known): string {
  const found = path();
  if (found !== null) return found;
  throw new Error(ONCE_ONLY);
}

function saveError(error: unknown, target: string): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : null;
  if (code === 'EEXIST') return `${target} is there already; choose another name`;
  if (code === 'ENOENT') return `${target}: there is no such folder`;
  if (code === 'EACCES' || code === 'EROFS') return `${target}: you may not write there`;
  return error.message;
}
