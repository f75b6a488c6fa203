import { unicodeMarks } from '../../view-model/marks.ts';
import type { FindingCard } from '../finding-card.ts';
import { Markdown, markdown } from './markdown.ts';

/** Of more lines the last ones are shown: they say what went wrong. */
const MOST_DETAILS = 25;

export function findingMarkdown(finding: FindingCard): Markdown {
  const { sign, message, fix, details, severity, certainty, place, exchanges, moreExchanges, rule } = finding;
  const seen = exchanges.join(', ') + (moreExchanges > 0 ? ` and ${moreExchanges} more` : '');
  return markdown`
**${unicodeMarks[sign]} ${message}**

What to do: ${prose(fix)}
${Markdown.printed(details.slice(-MOST_DETAILS))}
<sub>${severity}${certainty !== '' && `, ${certainty}`}${place !== null && markdown` · ${Markdown.code(place)}`}${seen !== '' && ` · seen in exchange ${seen}`} · rule ${Markdown.code(rule)}</sub>
`;
}

/** Text in which backticks mark what somebody would type. */
function prose(text: string): readonly Markdown[] {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) =>
      piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')
        ? Markdown.code(piece.slice(1, -1))
        : markdown`${piece}`,
    );
}
