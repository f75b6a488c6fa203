import { formatCount, formatQuantity } from '../../views/view-model/format-bytes.ts';
import { inWords, quoted } from '../quoted.ts';
import type { Change, FileChange } from './file-changes.ts';
import type { RebuildCause } from './rebuild-cause.ts';

const MAX_FILES = 3;

/** A clause that goes on from `because`; safe to print, without the value of any build arg. */
export function causeWords(cause: RebuildCause): string {
  switch (cause.kind) {
    case 'no-cache':
      return 'the build was told to use no cache';
    case 'instruction':
      return `its instruction changed (it was "${quoted(cause.before)}")`;
    case 'build-arg':
      return `the build ${cause.names.length === 1 ? 'arg' : 'args'} ${inWords(cause.names.map(quoted))} changed`;
    case 'files':
      return filesWords(cause.changes, cause.total);
    case 'base-image':
      return `the base image ${quoted(cause.image)} is another one${idWords(cause.before, cause.after)}`;
    case 'cache-import':
      return `the cache ${quoted(cause.source)} could not be imported`;
    case 'new-builder':
      return 'the builder is new: nothing changed, and it has none of the steps';
    case 'unknown':
      return 'its cache is gone: nothing that was captured of it changed';
  }
}

/** A line for each file; empty for other causes. */
export function causeDetails(cause: RebuildCause): readonly string[] {
  return cause.kind === 'files' ? cause.changes.map(fileWords) : [];
}

function filesWords(changes: readonly FileChange[], total: number): string {
  const first = changes.slice(0, MAX_FILES).map(fileWords).join(', ');
  const more = changes.length > MAX_FILES ? ` and ${formatCount(changes.length - MAX_FILES)} more` : '';
  const perhaps = changes.every(({ changes: own }) =>
    own.every((change) => change.what === 'content' && !change.sure),
  );
  const of =
    changes.length <= total
      ? `${formatCount(changes.length)} of ${formatQuantity(total, 'file')}`
      : formatQuantity(changes.length, 'file');
  return `${of} ${perhaps ? 'may have changed' : 'changed'}: ${first}${more}`;
}

function fileWords({ path, changes }: FileChange): string {
  return `${quoted(path)} (${changes.map(changeWords).join(', ')})`;
}

function changeWords(change: Change): string {
  switch (change.what) {
    case 'content':
      return change.sure ? 'content' : 'content, or only its time';
    case 'mode':
      return `mode ${octal(change.before)} -> ${octal(change.after)}`;
    case 'owner':
    case 'type':
      return `${change.what} ${change.before} -> ${change.after}`;
    default:
      return change.what;
  }
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

function idWords(before: string | null, after: string | null): string {
  return before === null || after === null ? '' : ` (${shortId(before)} -> ${shortId(after)})`;
}

function shortId(id: string): string {
  return quoted(id.replace(/^sha256:/, '').slice(0, 12));
}
