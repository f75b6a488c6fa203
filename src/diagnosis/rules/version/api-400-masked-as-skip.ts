import type { Exchange } from '../../../model/exchange.ts';
import { clientKey, clientWords, grouped } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

/** With which a test library finds out whether there is a Docker. */
const PROBES: ReadonlySet<string | null> = new Set([
  'SystemPing',
  'SystemPingHead',
  'SystemInfo',
  'SystemVersion',
]);
/** People see what these print. */
const INTERACTIVE: ReadonlySet<string> = new Set(['docker', 'compose', 'docker-compose', 'buildx', 'curl']);

export const api400MaskedAsSkip = rule({
  id: 'api-400-masked-as-skip',
  phase: 'version',
  severity: 'error',
  certainty: 'likely',
  needs: ['traffic', 'environment'],
  symptom: 'The job is green, and the tests that need Docker were skipped.',
  cause: 'A test library that is refused by the daemon takes it for "no Docker here" and skips its tests.',
  fix: 'Repair what was refused, and make the test runner fail where Docker is missing.',
  evidence:
    'Calls of `/_ping`, `/info` or `/version` by a library were answered 400 or not at all, it created no container, and the command exited 0.',
  judge: ({ traffic, environment: { command } }) => {
    if (command === null || command.exitCode === null) return null;
    if (command.exitCode !== 0) return [];
    const creators = new Set(traffic.of('ContainerCreate').map(clientKey));
    const answered = new Set(traffic.exchanges.filter(wasAnswered).map(clientKey));
    const refused = traffic.exchanges.filter(
      (exchange) =>
        PROBES.has(exchange.operation) &&
        !INTERACTIVE.has(exchange.docker.client?.name ?? '') &&
        !creators.has(clientKey(exchange)) &&
        !answered.has(clientKey(exchange)),
    );
    return grouped(refused, clientKey).map(({ first, ids }) => {
      const status = first.response?.status ?? 'no answer';
      const path = quoted(
        `${first.request?.apiVersion ? `/v${first.request.apiVersion}` : ''}${first.request?.path ?? ''}`,
      );
      return {
        message: `${clientWords(first)} never reached Docker (${status} to ${path}), yet the command exited 0: look for skipped tests.`,
        exchanges: ids,
      };
    });
  },
});

function wasAnswered({ response }: Exchange): boolean {
  return response !== null && response.status < 400;
}
