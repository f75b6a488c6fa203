import type { FindingCard } from '../finding-card.ts';
import type { Report } from '../report.ts';
import { type Html, html } from './html.ts';
import { exchangeLinks, fitting, folded, leftOut, mark, printed, prose } from './pieces.ts';

/** What findings may take of a page. */
const MOST_BYTES = 300_000;

/** More lines than these are folded away beneath the finding. */
const MOST_OPEN_DETAILS = 12;

export function findingsHtml(
  { findings, moreFindings, verdict }: Report,
  known: ReadonlySet<number>,
): Html | null {
  if (findings.length === 0) return null;
  const articles = findings.map((finding) => articleHtml(finding, known));
  const { shown, left } = fitting(articles, MOST_BYTES);
  const more = left + moreFindings;
  return html`<section id="findings">
<h2>${verdict.cause === null ? 'What was found' : 'What else was found'}</h2>
${shown}${leftOut(more === 0 ? null : `${more} more are`)}</section>
`;
}

function articleHtml(finding: FindingCard, known: ReadonlySet<number>): Html {
  return html`<article class="finding ${finding.sign}">
<h3>${mark(finding.sign)} ${prose(finding.message)}</h3>
${findingBody(finding, known)}</article>
`;
}

/** What to do, what it was seen in, and whose rule it is. */
export function findingBody(finding: FindingCard, known: ReadonlySet<number>): readonly (Html | null)[] {
  const { fix, details, severity, certainty, place, rule } = finding;
  const lines = printed(details);
  const links = exchangeLinks(finding.exchanges, finding.moreExchanges, known);
  const facts = [
    html`${severity}${certainty !== '' && `, ${certainty}`}`,
    ...(place === null ? [] : [html`<code>${place}</code>`]),
    ...(links === null ? [] : [links]),
    html`rule <code>${rule}</code>`,
  ];
  return [
    html`<p class="fix"><b>What to do:</b> ${prose(fix)}</p>\n`,
    details.length > MOST_OPEN_DETAILS
      ? folded(`${details.length} lines that belong to it`, [lines], false)
      : lines,
    html`<p class="quiet">${facts.map((fact, index) => html`${index > 0 && ' · '}${fact}`)}</p>\n`,
  ];
}
