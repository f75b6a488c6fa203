import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, registryErrors } from '../../told-errors.ts';

const LOOKUP =
  /lookup ([^\s:]+)(?: on (\S+))?: (?:no such host|server misbehaving|.*i\/o timeout|Temporary failure in name resolution)/;

export const registryDnsFailure = rule({
  id: 'registry-dns-failure',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A pull, push or build ends with `lookup … no such host`.',
  cause:
    'The daemon cannot resolve the name of the registry. It asks its own name server, not that of the job.',
  fix: 'Start the daemon with --dns, or repair the name server of the network that the daemon is in.',
  evidence: 'A failed `lookup NAME on ADDRESS` in what the daemon answers.',
  judge: ({ traffic }) =>
    registryErrors(traffic, LOOKUP)?.map(({ text, match, exchanges }) => {
      const server = match[2]?.replace(/:53$/, '');
      return {
        message: `The daemon, not the job, cannot resolve ${quoted(match[1] ?? '')}${server === undefined ? '' : ` at ${quoted(server)}${serverWords(server)}`}.`,
        details: [quoted(text)],
        exchanges: ids(exchanges),
      };
    }) ?? null,
});

function serverWords(address: string): string {
  if (address === '127.0.0.11') return " (the resolver of the daemon's own network)";
  if (address === '8.8.8.8' || address === '8.8.4.4') return " (Docker's fallback where it knows no other)";
  return '';
}
