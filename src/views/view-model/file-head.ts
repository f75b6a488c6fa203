import type { ArchiveEntry } from '../../model/archive-entry.ts';
import { formatBytes, formatCount } from './format-bytes.ts';
import { dateAndTime } from './format-time.ts';
import type { PaneView } from './pane.ts';
import { sensitivePath } from './secret-paths.ts';
import { fitLine, type StyledLine, span } from './styled-line.ts';

/** What the archive says of a file, above its content. */
export function fileHead(
  entry: ArchiveEntry,
  { width, symbols, utcOffset }: PaneView,
): readonly StyledLine[] {
  const words = [
    `${formatBytes(entry.size)} (${formatCount(entry.size)} bytes)`,
    `mode ${entry.mode.toString(8).padStart(4, '0')}`,
    `owner ${entry.uid}:${entry.gid}`,
    dateAndTime(entry.mtime, utcOffset),
    entry.sha256 === null ? null : `sha256 ${entry.sha256.slice(0, 12)}${symbols.ellipsis}`,
  ].filter((word) => word !== null);
  const why = sensitivePath(entry.path);
  const warning = why === null ? [] : [span(`  ${symbols.warning} ${why}`, 'status.warning')];
  const line = [span(` ${words.join(` ${symbols.between} `)}`, 'dim'), ...warning];
  return [fitLine(line, width - 1, symbols.ellipsis), []];
}
