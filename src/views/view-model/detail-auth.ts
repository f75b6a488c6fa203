import type { Exchange } from '../../model/exchange.ts';
import type { RegistryCredentials, SecretKind } from '../../model/registry-credentials.ts';
import { formatQuantity } from './format-bytes.ts';
import { type PaneMaker, type PaneView, tableLines, textPane } from './pane.ts';
import { safeText } from './safe-text.ts';
import { line, type Span, type StyledLine, span } from './styled-line.ts';
import { transportOf } from './transport.ts';

const KINDS: Readonly<Record<SecretKind, string>> = {
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
    { title: 'VALUE' },
    { title: 'TO', from: 100 },
    { title: 'OVER' },
  ];
  return [line(` ${explanation(exchange)}`), [], ...tableLines(columns, rows, view)];
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
  { symbols }: PaneView,
): readonly Span[] {
  const { words, readable } = transportOf(exchange.server);
  const none = span(symbols.none, 'dim');
  return [
    account.server === '' ? none : span(safeText(account.server), 'strong'),
    account.username === null || account.username === '' ? none : span(safeText(account.username)),
    span(KINDS[account.kind]),
    account.secret === null ? none : span(symbols.mask, 'dim'),
    span(safeText(exchange.server)),
    readable ? span(`${symbols.warning} ${words}`, 'status.warning') : span(words),
  ];
}
