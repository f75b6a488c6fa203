import type { Exchange } from '../../../model/exchange.ts';
import { formatQuantity } from '../../../views/view-model/format-bytes.ts';
import { hostIn, registryOf, registryWords } from '../../image-reference.ts';
import { textsAt } from '../../members.ts';
import { quoted, someOf } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, registryErrors, type ToldError } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

export const pullRateLimited = rule({
  id: 'pull-rate-limited',
  phase: 'registry',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A pull or a build ends with `toomanyrequests`, mostly at busy times.',
  cause:
    'A registry counts the pulls of an address or an account. All jobs that leave through one address share its count, and a mirror on the machine of the runner does not serve a daemon inside a job.',
  fix: 'Log in before the first pull, and start the daemon with --registry-mirror.',
  evidence: '`toomanyrequests` or `429 Too Many Requests` in what the daemon tells of a registry.',
  judge: ({ traffic }) =>
    registryErrors(traffic, /toomanyrequests|429 Too Many Requests/i)?.map((error) => ({
      message: sentence(error, traffic),
      details: [quoted(error.text)],
      exchanges: ids(error.exchanges),
    })) ?? null,
});

function sentence({ exchanges, text }: ToldError, traffic: Traffic): string {
  const [refused] = exchanges;
  const registry = quoted(registryWords(registryOfError(refused, text)));
  const pulls = traffic.of('ImageCreate').filter(({ request }) => request?.query.fromImage !== undefined);
  const until = pulls.filter(({ id }) => id <= (refused?.id ?? 0));
  const which =
    until.at(-1) === refused && refused !== undefined ? `pull ${until.length} of this job` : 'a pull';
  const anonymous = pulls.filter(({ docker }) => docker.auth === null || docker.auth.kind === 'none').length;
  const facts: string[] = [];
  if (pulls.length > 0) facts.push(`${anonymous} of ${formatQuantity(pulls.length, 'pull')} without a login`);
  const infos = traffic.of('SystemInfo');
  const mirrors = infos.flatMap(({ docker }) =>
    textsAt(docker.members.response, 'RegistryConfig', 'Mirrors'),
  );
  if (mirrors.length > 0) facts.push(`the daemon has the mirror ${someOf(mirrors.map(quoted))}`);
  else if (infos.length > 0) facts.push('no mirror is set on the daemon');
  return `${registry} refused ${which} because there were too many${facts.length === 0 ? '' : `: ${facts.join(', ')}`}.`;
}

function registryOfError(exchange: Exchange | undefined, text: string): string {
  const reference = exchange?.operation === 'ImageCreate' ? exchange.docker.images[0] : undefined;
  return reference === undefined ? (hostIn(text) ?? 'docker.io') : registryOf(reference);
}
