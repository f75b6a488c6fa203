import { formatBytes, formatQuantity } from '../../view-model/format-bytes.ts';
import type { ContextPart, FileRow } from '../context-part.ts';
import { type Html, html } from './html.ts';
import { folded, leftOut, mark, percent } from './pieces.ts';
import { treemapSvg } from './treemap-svg.ts';

/** What was sent of the directory: as areas, and the biggest files. */
export function contextHtml(context: ContextPart): Html {
  const { words, area, biggest, moreFiles, sensitive, moreSensitive } = context;
  const some = biggest.some(({ sent }) => !sent);
  const doubtful = sensitive.length + moreSensitive;
  return html`<h3>Context</h3>
<p>${words.join(' · ')}${doubtful > 0 && html` · ${mark('warning')} ${doubtful} of them should rarely be sent`}</p>
${treemapSvg(area)}${area.bytes > 0 && html`<p class="quiet">Areas are in proportion to bytes.${area.sentBytes < area.bytes && ' Hollow ones were listed and not sent.'}</p>\n`}${filesTable('Biggest files', biggest, some)}${leftOut(moreFiles === 0 ? null : `${formatQuantity(moreFiles, 'smaller file')} ${moreFiles === 1 ? 'is' : 'are'}`)}${
  doubtful === 0
    ? null
    : folded(
        html`${mark('warning')} ${formatQuantity(doubtful, 'file')} that should rarely be sent`,
        [filesTable('', sensitive, some), leftOut(moreSensitive === 0 ? null : `${moreSensitive} more are`)],
        doubtful <= 6,
      )
}`;
}

function filesTable(title: string, files: readonly FileRow[], someUnsent: boolean): Html | null {
  if (files.length === 0) return null;
  return html`${title !== '' && html`<h4>${title}</h4>\n`}<table class="files" cellpadding="4">
<tbody>
${files.map((file) => html`<tr><td class="size" align="right" nowrap>${formatBytes(file.bytes)}</td><td class="share" align="right" nowrap>${percent(file.share)}</td><td class="path"><code>${file.path}</code>${file.warning !== null && html` <span class="note">${mark('warning')} ${file.warning}</span>`}${someUnsent && html` <span class="note quiet">${file.sent ? 'sent' : 'listed only'}</span>`}</td></tr>\n`)}</tbody>
</table>
`;
}
