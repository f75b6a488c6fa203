import { MASK } from '../../../model/secret.ts';
import { formatQuantity } from '../../view-model/format-bytes.ts';
import type { CredentialRow, CredentialsPart } from '../credentials-part.ts';
import { type Html, html } from './html.ts';
import { exchangeLinks, leftOut, mark } from './pieces.ts';

export function credentialsHtml({ rows, more }: CredentialsPart, known: ReadonlySet<number>): Html | null {
  if (rows.length === 0) return null;
  const all = rows.some(({ how }) => how === 'X-Registry-Config');
  return html`<section id="credentials">
<h2>Registry logins that were sent</h2>
${all && html`<p class="quiet">With every classic build the client sends all accounts of its config.json, in the header <code>X-Registry-Config</code>.</p>\n`}<table class="credentials" width="100%" cellpadding="4">
<thead><tr><th align="left">registry</th><th align="left">account</th><th align="left">kind</th><th align="left">value</th><th align="left">sent</th><th align="left">over</th></tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, known))}</tbody>
</table>
${leftOut(more === 0 ? null : `${more} more are`)}</section>
`;
}

function rowHtml(row: CredentialRow, known: ReadonlySet<number>): Html {
  const { registry, account, kind, masked, to, over, readable, how, times, exchanges } = row;
  return html`<tr><td class="what">${registry === '' ? 'no registry named' : registry}</td><td>${account ?? '–'}</td><td>${kind}</td><td>${masked ? MASK : '–'}</td><td>${formatQuantity(times, 'time')} to ${to}, ${how} <span class="quiet">${exchangeLinks(exchanges, Math.max(0, times - exchanges.length), known)}</span></td><td class="how">${readable && mark('warning')} ${over}</td></tr>
`;
}
