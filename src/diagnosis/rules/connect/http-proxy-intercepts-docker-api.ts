import type { Exchange } from '../../../model/exchange.ts';
import { grouped } from '../../exchange-words.ts';
import { header } from '../../headers.ts';
import { proxyChoice } from '../../http-proxy-choice.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';

export const httpProxyIntercepts = rule({
  id: 'http-proxy-intercepts-docker-api',
  phase: 'connect',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: "403, 502 or 503 with a page of HTML from `docker info`, or `invalid character '<'`.",
  cause: 'HTTP_PROXY is set and NO_PROXY does not name the daemon, so that the client asks the proxy for it.',
  fix: "Add the daemon's host name to NO_PROXY of the job; for pulls, set the proxy on the dind service and not on the client.",
  evidence:
    'A request for `http://...` or CONNECT, as only a proxy is asked; an error with `X-Squid-Error` or `Via`, or a page of HTML. Where the proxy lets the call through, a warning.',
  judge: ({ traffic, environment }) => {
    const asked = traffic.exchanges.filter(({ request }) => request !== null);
    if (asked.length === 0) return null;
    const daemons = new Set(asked.filter(isAnsweredByDaemon).map(({ server }) => server));
    const intercepted = asked.filter(
      (one) => isAskedOfProxy(one) || isAnsweredByProxy(one, daemons.has(one.server)),
    );
    return grouped(intercepted, (one) => `${one.server} ${daemonHost(one)}`).map(({ first, ids }) => {
      const refused = intercepted.some(
        ({ id, response }) => ids.includes(id) && (response?.status ?? 500) >= 400,
      );
      const noProxy = environment?.variables.NO_PROXY ?? environment?.variables.no_proxy;
      const known = noProxy === undefined ? '' : ` (it is "${quoted(noProxy)}")`;
      const status = first.response === null ? 'gave no answer' : `answered ${first.response.status}`;
      return {
        message: `A docker API call went to an HTTP proxy, which ${status}: NO_PROXY${known} does not contain "${quoted(daemonHost(first))}".`,
        severity: refused ? ('error' as const) : ('warn' as const),
        exchanges: ids,
      };
    });
  },
  also: witness({
    needs: ['environment'],
    evidence:
      'Likely where HTTP_PROXY (HTTPS_PROXY with TLS) is set, and NO_PROXY does not list the host in DOCKER_HOST.',
    judge: ({ environment: { daemon, variables } }) => {
      const [, host, port] = /^tcp:\/\/(.+):(\d+)$/.exec(daemon?.address ?? '') ?? [];
      if (daemon === null || host === undefined) return [];
      const name = host.replace(/^\[|\]$/g, '');
      const choice = proxyChoice(variables, name, Number(port), daemon.tls);
      if (choice === null) return [];
      const { variable, noProxy } = choice;
      const known = noProxy === null ? ' is not set and' : ` ("${quoted(noProxy)}")`;
      return [
        {
          message: `Docker API calls go to the HTTP proxy: ${variable} is set, and NO_PROXY${known} does not contain "${quoted(name)}".`,
          fix: `Add ${quoted(name)} to NO_PROXY of the job; for pulls, set the proxy on the dind service and not on the client.`,
          certainty: 'likely' as const,
        },
      ];
    },
  }),
});

/** Absolute form and CONNECT are for proxies alone (RFC 9112, section 3.2). */
function isAskedOfProxy({ request }: Exchange): boolean {
  return request?.method === 'CONNECT' || /^https?:\/\//i.test(request?.target.toString() ?? '');
}

/**
 * Where a daemon answers at the same address, what refuses with a page is a proxy before its socket, which no
 * NO_PROXY would pass by.
 */
function isAnsweredByProxy(exchange: Exchange, daemonIsThere: boolean): boolean {
  const { operation, response } = exchange;
  if (operation === null || response === null || response.status < 400) return false;
  if (header(response, 'x-squid-error') !== null) return true;
  if (daemonIsThere || isAnsweredByDaemon(exchange)) return false;
  return header(response, 'via') !== null || response.body.mediaType === 'text/html';
}

function isAnsweredByDaemon({ response }: Exchange): boolean {
  return response !== null && header(response, 'server')?.startsWith('Docker/') === true;
}

/** Whom the client meant, without the port. */
function daemonHost({ request }: Exchange): string {
  const target = request?.target.toString() ?? '';
  const absolute = /^https?:\/\/([^/?#]*)/i.exec(target)?.[1];
  const authority = request?.method === 'CONNECT' ? target : (absolute ?? header(request, 'host') ?? '');
  return authority.replace(/:\d{1,5}$/, '');
}
