import type { Exchange } from '../../model/exchange.ts';
import type { RegistryCredentials, SecretKind } from '../../model/registry-credentials.ts';
import type { Secret } from '../../model/secret.ts';
import { formatQuantity } from './format-bytes.ts';
import { type PaneMaker, type PaneView, tableLines, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { line, type Span, type StyledLine, span } from './styled-line.ts';
import { transportOf } from './transport.ts';

export const KIND_WORDS: Readonly<Record<SecretKind, string>> = {
  password: 'password',
  identitytoken: 'identity token',
  registrytoken: 'registry token',
  none: 'nothing secret',
};

/** Which registries' logins an exchange carried, and what they travelled over. */
export function authMaker(exchange: Exchange): PaneMaker {
  return (view) => textPane(authLines(exchange, view), view);
}

function authLines(exchange: Exchange, view: PaneView): readonly StyledLine[] {
  const accounts = [
    ...(exchange.docker.build?.registries ?? []),
    ...(exchange.docker.auth === null ? [] : [exchange.docker.auth]),
  ];
  const rows = accounts.map((account) => accountCells(account, exchange, view));
  const columns = [
    { title: 'REGISTRY', most: 40 },
    { title: 'ACCOUNT', most: 24 },
    { title: 'KIND' },
    { title: 'VALUE', most: 80 },
    { title: 'TO', from: 100 },
    { title: 'OVER' },
  ];
  const hint = view.revealed
    ? [span(' The secrets are shown; ', 'status.warning'), span('p', 'key'), span(' hides them.', 'dim')]
    : [span(' '), span('p', 'key'), span(' shows the secrets.', 'dim')];
  return [line(` ${explanation(exchange)}`), [], ...tableLines(columns, rows, view), [], hint];
}

function explanation(exchange: Exchange): string {
  const count = exchange.docker.build?.registries.length ?? 0;
  if (count > 0) {
    return (
      `${formatQuantity(count, 'login')} went along in X-Registry-Config: ` +
      "a classic build sends every account of the client's config.json."
    );
  }
  return exchange.operation === 'SystemAuth'
    ? 'A login: the client asked the daemon to try this account.'
    : 'Went along in X-Registry-Auth, for the registry that the image is named after.';
}

function accountCells(
  account: RegistryCredentials,
  exchange: Exchange,
  { symbols, revealed }: PaneView,
): readonly Span[] {
  const { words, readable } = transportOf(exchange.server, exchange.proxied);
  const none = span(symbols.none, 'dim');
  return [
    account.server === '' ? none : span(safeText(account.server), 'strong'),
    account.username === null || account.username === '' ? none : span(safeText(account.username)),
    span(KIND_WORDS[account.kind]),
    account.secret === null ? none : secretSpan(account.secret, revealed, symbols.mask),
    span(safeText(exchange.server)),
    readable ? span(`${symbols.warning} ${words}`, 'status.warning') : span(words),
  ];
}

/** The one place where a screen shows a secret: after the user asked for it, and confirmed. */
function secretSpan(secret: Secret, revealed: boolean, mask: string): Span {
  return revealed ? span(safeText(secret.reveal()), 'status.warning') : span(mask, 'dim');
}
