import type { Exchange } from '../../model/exchange.ts';
import type { RegistryCredentials, SecretKind } from '../../model/registry-credentials.ts';
import { accountWords } from './exchange-facts.ts';
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
    { title: 'VALUE' },
    { title: 'TO', from: 100 },
    { title: 'OVER' },
  ];
  const hint = view.revealed
    ? [span(' The secrets are shown; ', 'status.warning'), span('p', 'key'), span(' hides them.', 'dim')]
    : [span(' '), span('p', 'key'), span(' shows the secrets.', 'dim')];
  return [
    line(` ${explanation(exchange)}`),
    [],
    ...tableLines(columns, rows, view),
    [],
    ...(view.revealed ? accounts.flatMap(secretLines) : []),
    hint,
  ];
}

/** The one place where a screen shows a whole secret: after the user asked for it, and confirmed. */
function secretLines(account: RegistryCredentials): readonly StyledLine[] {
  if (account.secret === null) return [];
  const whose = line(' ', span(accountWords(account), 'strong'));
  return [whose, line('   ', span(safeText(account.secret.reveal()), 'status.warning')), []];
}

function explanation(exchange: Exchange): string {
  const { build } = exchange.docker;
  const count = build?.registries.length ?? 0;
  if (count > 0 && build?.builder === 'buildkit') {
    return `${formatQuantity(count, 'login')} went over the session, when a registry asked for them.`;
  }
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
  const { words, readable } = transportOf(exchange.server, exchange.proxied);
  const none = span(symbols.none, 'dim');
  return [
    account.server === '' ? none : span(safeText(account.server), 'strong'),
    account.username === null || account.username === '' ? none : span(safeText(account.username)),
    span(KIND_WORDS[account.kind]),
    account.secret === null ? none : span(symbols.mask, 'dim'),
    span(safeText(exchange.server)),
    readable ? span(`${symbols.warning} ${words}`, 'status.warning') : span(words),
  ];
}
