import { formatDuration } from '../../view-model/format-duration.ts';
import type { BuildPart } from '../build-part.ts';
import { contextHtml } from './context.ts';
import { dockerfileHtml } from './dockerfile.ts';
import { type Html, html } from './html.ts';
import { mark, printed, statusHtml } from './pieces.ts';
import { stepsHtml } from './steps.ts';

const BUILDERS: Readonly<Record<BuildPart['builder'], string>> = {
  classic: 'classic builder',
  buildkit: 'BuildKit',
};

/** A build with everything about it; `open` where a reader should see it at once. */
export function buildHtml(build: BuildPart, open: boolean): Html {
  const { id, title, status, builder, tookMs, error, options, steps, dockerfile, context, warnings } = build;
  const facts = [BUILDERS[builder], ...(tookMs === null ? [] : [formatDuration(tookMs)]), `exchange ${id}`];
  return html`<details class="build" id="build-${id}"${open && html` open`}>
<summary><span class="title">${title}</span> ${statusHtml(status)} <span class="quiet">${facts.join(' · ')}</span></summary>
${printed(error)}${warnings.map((warning) => html`<p class="note">${mark('warning')} ${warning}</p>\n`)}${steps !== null && stepsHtml(steps)}${dockerfile !== null && dockerfileHtml(dockerfile)}${context !== null && contextHtml(context)}${options.length > 0 && optionsHtml(options)}</details>
`;
}

function optionsHtml(options: BuildPart['options']): Html {
  return html`<h3>Options</h3>
<table class="pairs" cellpadding="4">
<tbody>
${options.map(([name, value]) => html`<tr><th align="left">${name}</th><td><code>${value}</code></td></tr>\n`)}</tbody>
</table>
`;
}
