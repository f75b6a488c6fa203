import type { Exchange } from '../../model/exchange.ts';
import type { CommandRow } from './command-row.ts';
import type { DetailTab, TabName } from './detail-tabs.ts';
import { titleWords } from './exchange-row.ts';
import { cutText, textWidth } from './fit-text.ts';
import { formatDuration } from './format-duration.ts';
import { clockTime, type UtcOffset } from './format-time.ts';
import { STATUS_STYLES } from './list-lines.ts';
import { exchangeStatus, statusText } from './status.ts';
import { line, lineWidth, type StyledLine, span, spreadLine } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** What was asked and how it ended, of a command all of it; beside it where it stands in the capture. */
export function detailHeader(
  exchange: Exchange,
  command: CommandRow | null,
  width: number,
  symbols: Symbols,
  utcOffset: UtcOffset,
): StyledLine {
  const status = command?.status ?? exchangeStatus(exchange);
  const took = command === null ? exchange.timing.totalMs : command.tookMs;
  const ended = line(
    '  ',
    span(statusText(status, symbols), STATUS_STYLES[status.sign]),
    took === null ? '' : ` after ${formatDuration(took)}`,
  );
  const at = exchange.request?.time ?? exchange.response?.time;
  const words = [`exchange ${exchange.id}`, `connection ${exchange.connection}`];
  if (at !== undefined) words.push(clockTime(at, utcOffset));
  const title = command?.operation ?? titleWords(exchange);
  // How it ended is what a person came for: a long title yields to it, and the place in the capture first.
  const room = width - lineWidth(ended) - 1;
  for (let count = words.length; count > 0; count -= 1) {
    const right = line(span(`${words.slice(0, count).join(` ${symbols.between} `)} `, 'dim'));
    if (room - lineWidth(right) - 2 < textWidth(title)) continue;
    return spreadLine(line(' ', span(title, 'strong'), ...ended), right, width, symbols.ellipsis);
  }
  return line(' ', span(cutText(title, Math.max(8, room), symbols.ellipsis), 'strong'), ...ended);
}

/** Titles of the tabs; where they do not all fit, those around the current one. */
export function tabsLine(
  tabs: readonly DetailTab[],
  current: TabName,
  width: number,
  symbols: Symbols,
): StyledLine {
  const titles = tabs.map((tab) => span(` ${tab.title} `, tab.name === current ? 'tab.current' : 'plain'));
  let first = 0;
  const at = tabs.findIndex((tab) => tab.name === current);
  const behind = at < titles.length - 1 ? MORE_WIDTH : 0;
  const before = () => (first > 0 ? MORE_WIDTH : 0);
  while (first < at && before() + lineWidth(titles.slice(first, at + 1)) + behind > width) first += 1;
  let last = titles.length;
  const after = () => (last < titles.length ? MORE_WIDTH : 0);
  while (last > at + 1 && before() + lineWidth(titles.slice(first, last)) + after() > width) last -= 1;
  const sign = span(` ${symbols.ellipsis}`, 'dim');
  return [
    ...(first > 0 ? [sign] : []),
    ...titles.slice(first, last),
    ...(last < titles.length ? [sign] : []),
  ];
}

/** The tab whose title is at a column, from 1, of `tabsLine`; null beside them. */
export function tabAt(
  tabs: readonly DetailTab[],
  current: TabName,
  width: number,
  symbols: Symbols,
  column: number,
): TabName | null {
  let end = 0;
  for (const part of tabsLine(tabs, current, width, symbols)) {
    end += textWidth(part.text);
    if (column <= end) return tabs.find((tab) => ` ${tab.title} ` === part.text)?.name ?? null;
  }
  return null;
}

/** Columns of the sign that there are more tabs. */
const MORE_WIDTH = 2;
