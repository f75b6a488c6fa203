import type { Exchange } from '../../../model/exchange.ts';
import { grouped } from '../../exchange-words.ts';
import { header } from '../../headers.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

export const daemonIsNotDockerd = rule({
  id: 'daemon-is-not-dockerd',
  phase: 'version',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'Builds by BuildKit, binds or ports behave differently from Docker.',
  cause: 'What answers is Podman or another program that speaks the Docker API; it has no BuildKit session.',
  fix: 'Use dockerd, or the mode that your tool has for Podman.',
  evidence:
    '`Server: Libpod/...` or a header `Libpod-Api-Version`; a hint where `Server` names another program.',
  judge: ({ traffic }) => {
    const answers = traffic.exchanges.filter(
      ({ operation, response, docker }) =>
        operation !== null && docker.grpc === null && response !== null && response.status < 400,
    );
    if (answers.length === 0) return null;
    const others = answers.filter((one) => isPodman(one) || isOther(one));
    return grouped(others, ({ server, response }) => `${server} ${header(response, 'server')}`).map(
      ({ first, ids }) => {
        const version = first.docker.daemon?.apiVersion ?? header(first.response, 'api-version');
        const api = version === null ? '' : ` (Docker API ${quoted(version)})`;
        const podman = header(first.response, 'libpod-api-version') ?? first.docker.daemon?.version;
        const name = isPodman(first)
          ? `Podman${podman ? ` ${quoted(podman)}` : ''}`
          : `"${quoted(header(first.response, 'server') ?? '')}"`;
        return {
          message: `What answers at ${quoted(first.server)} is ${name}${api}, not dockerd.`,
          certainty: isPodman(first) ? ('sure' as const) : ('hint' as const),
          exchanges: ids.slice(0, 1),
        };
      },
    );
  },
});

function isPodman({ response }: Exchange): boolean {
  const server = header(response, 'server') ?? '';
  return /^libpod\//i.test(server) || header(response, 'libpod-api-version') !== null;
}

/** One that answers with the daemon's own headers; a web server in between has none, or hides its name. */
function isOther({ response }: Exchange): boolean {
  const server = header(response, 'server');
  const passedOn = header(response, 'via') !== null;
  return (
    server !== null && !/^docker\//i.test(server) && !passedOn && header(response, 'api-version') !== null
  );
}
