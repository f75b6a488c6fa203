import { formatQuantity } from '../../view-model/format-bytes.ts';
import type { Report } from '../report.ts';
import { buildHtml } from './build.ts';
import { captureHtml } from './capture.ts';
import { credentialsHtml } from './credentials.ts';
import { exchangesHtml } from './exchanges.ts';
import { findingsHtml } from './findings.ts';
import { type Html, html } from './html.ts';
import { fitting, leftOut } from './pieces.ts';
import { stylesheet } from './stylesheet.ts';
import { verdictHtml } from './verdict.ts';

/** With what findings and exchanges may take, a page stays below 2 MB whatever is in a capture. */
const MOST_BYTES_OF_BUILDS = 1_100_000;

/**
 * The report as one page that needs nothing else: no script, no address outside, no style attribute. Its style
 * sheet may be refused (Jenkins does); then the marks, the words, the tables and the drawings are still there.
 */
export function reportPage(report: Report): string {
  const known = new Set([...report.exchanges.plain.rows, ...report.exchanges.inner.rows].map(({ id }) => id));
  const findings = findingsHtml(report, known);
  const exchanges = exchangesHtml(report.exchanges);
  const credentials = credentialsHtml(report.credentials, known);
  const builds = buildsHtml(report);
  const links = [
    findings !== null && html`<a href="#findings">Findings</a>\n`,
    builds !== null && html`<a href="#builds">Builds</a>\n`,
    exchanges !== null && html`<a href="#exchanges">Exchanges</a>\n`,
    credentials !== null && html`<a href="#credentials">Logins</a>\n`,
    html`<a href="#capture">Capture</a>\n`,
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${report.verdict.headline} – dind-sniff</title>
${stylesheet}
</head>
<body>
<main>
${verdictHtml(report, known)}<nav>
${links}</nav>
${findings}${builds}${exchanges}${credentials}${captureHtml(report.capture, report.toolVersion)}</main>
</body>
</html>
`;
  return page.toString();
}

function buildsHtml({ builds, moreBuilds }: Report): Html | null {
  if (builds.length === 0) return null;
  const failed = builds.findIndex(({ status }) => status.sign === 'failed');
  const opened = failed === -1 ? slowest(builds) : failed;
  const pieces = builds.map((build, index) => buildHtml(build, index === opened));
  const { shown, left } = fitting(pieces, MOST_BYTES_OF_BUILDS);
  const more = left + moreBuilds;
  return html`<section id="builds">
<h2>Builds</h2>
${shown}${leftOut(more === 0 ? null : `${formatQuantity(more, 'more build')} ${more === 1 ? 'is' : 'are'}`)}</section>
`;
}

function slowest(builds: Report['builds']): number {
  const times = builds.map(({ tookMs }) => tookMs ?? 0);
  return times.indexOf(Math.max(...times));
}
