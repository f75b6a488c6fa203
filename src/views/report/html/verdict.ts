import { reportFacts } from '../facts.ts';
import type { Report } from '../report.ts';
import type { FailedExchange } from '../verdict.ts';
import { findingBody } from './findings.ts';
import { type Html, html } from './html.ts';
import { mark, prose } from './pieces.ts';

/** What somebody with a failed job came for: what failed, why, and what to do about it. */
export function verdictHtml(report: Report, known: ReadonlySet<number>): Html {
  const { verdict } = report;
  const { sign, headline, cause, advice, failures } = verdict;
  return html`<header class="verdict ${sign}">
<p class="quiet">dind-sniff · ${report.title}</p>
<h1>${mark(sign)} ${headline}</h1>
${
  cause !== null &&
  html`<div class="cause">
<p class="lead">${prose(cause.message)}</p>
${findingBody(cause, known)}</div>
`
}${
  advice !== null &&
  html`<p class="fix"><b>What to do:</b> ${prose(advice)}</p>
`
}${failures.map((failure) => failureHtml(failure, known))}</header>
${factsHtml(report)}`;
}

function failureHtml({ id, operation, message }: FailedExchange, known: ReadonlySet<number>): Html {
  const exchange = known.has(id) ? html`<a href="#exchange-${id}">exchange ${id}</a>` : html`exchange ${id}`;
  return html`<p class="lead">${operation}: ${message} <span class="quiet">(${exchange})</span></p>\n`;
}

function factsHtml(report: Report): Html {
  return html`<dl class="facts">
${reportFacts(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
`;
}
