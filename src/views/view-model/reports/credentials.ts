import type { Timestamp } from '../../../layer/origin.ts';
import type { Exchange } from '../../../model/exchange.ts';
import type { RegistryCredentials } from '../../../model/registry-credentials.ts';
import { KIND_WORDS } from '../detail-auth.ts';
import { clientWords } from '../exchange-row.ts';
import { formatQuantity } from '../format-bytes.ts';
import { type CaptureRecords, countCell, type Report, report, textCell, timeCell } from '../report.ts';
import { safeText } from '../safe-text.ts';
import { transportOf } from '../transport.ts';

const COLUMNS = [
  { title: 'REGISTRY', most: 50 },
  { title: 'ACCOUNT', most: 40 },
  { title: 'KIND' },
  { title: 'SENT' },
  { title: 'FIRST', from: 140 },
  { title: 'LAST', from: 100 },
  { title: '#', from: 150 },
  { title: 'WITH', most: 60, from: 90 },
  { title: 'BY', from: 150 },
  { title: 'TO', from: 110 },
  { title: 'OVER' },
];

interface Sent {
  readonly account: RegistryCredentials;
  readonly server: string;
  readonly first: Timestamp | null;
  times: number;
  last: Timestamp | null;
  exchange: Exchange;
}

/** Which registry accounts crossed the wire: when, how often, to whom. Their secrets are in the exchanges. */
export function credentialsReport({ exchanges }: CaptureRecords): Report {
  const sent = new Map<string, Sent>();
  for (const exchange of exchanges()) {
    for (const account of accountsOf(exchange)) note(sent, account, exchange);
  }
  const rows = Array.from(sent.values(), ({ account, server, times, first, last, exchange }) => {
    const { words, readable } = transportOf(server, exchange.proxied);
    return {
      cells: [
        textCell(safeText(account.server) || 'not named', account.server === '' ? 'dim' : 'strong'),
        account.username === null ? countCell(null) : textCell(safeText(account.username)),
        textCell(KIND_WORDS[account.kind]),
        textCell(formatQuantity(times, 'time')),
        timeCell(first),
        timeCell(last),
        countCell(exchange.id),
        textCell(safeText(exchange.summary)),
        textCell(clientWords(exchange.docker.client), 'dim'),
        textCell(safeText(server)),
        readable ? ({ kind: 'sign', sign: 'warning', text: words } as const) : textCell(words),
      ],
      opens: exchange.id,
    };
  });
  return report(COLUMNS, rows, notesOf(Array.from(sent.values())));
}

function notesOf(sent: readonly Sent[]): readonly string[] {
  if (sent.length === 0) return ['No account of a registry was sent.'];
  const isClassic = sent.some(({ exchange }) => exchange.docker.build?.builder === 'classic');
  return isClassic
    ? ["A classic build sends every account of the client's config.json, whatever it needs of them."]
    : [];
}

/** Accounts that went along with an exchange. */
function accountsOf({ docker }: Exchange): readonly RegistryCredentials[] {
  return [...(docker.build?.registries ?? []), ...(docker.auth === null ? [] : [docker.auth])];
}

function note(sent: Map<string, Sent>, account: RegistryCredentials, exchange: Exchange): void {
  const { server } = exchange;
  const at = exchange.request?.time ?? null;
  const key = JSON.stringify([account.server, account.username, account.kind, server]);
  const known = sent.get(key);
  if (known === undefined) sent.set(key, { account, server, times: 1, first: at, last: at, exchange });
  else {
    known.times += 1;
    known.last = at ?? known.last;
    known.exchange = exchange;
  }
}
