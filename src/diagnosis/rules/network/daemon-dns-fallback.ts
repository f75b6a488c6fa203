import type { Exchange } from '../../../model/exchange.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';
import { errorTexts, ids } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

/** Docker's own name server in networks that users made; a dind there knows no other. */
const EMBEDDED = '127.0.0.11';
/** What dockerd gives its containers where it knows no name server that they can reach (moby, libnetwork/resolvconf). */
const FALLBACK = /\bon (?:8\.8\.8\.8|8\.8\.4\.4)(?::53)?\b/;
/** Of Go, glibc, musl, curl, apt, npm and git. */
const UNRESOLVED =
  /no such host|could not resolve|temporary failure (?:in name resolution|resolving)|name or service not known|bad address '|name does not resolve|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|couldn't resolve host/i;

export const daemonDnsFallback = rule({
  id: 'daemon-dns-fallback',
  phase: 'network',
  severity: 'warn',
  certainty: 'likely',
  needs: ['traffic', 'probe'],
  symptom: 'RUN steps and containers cannot resolve names of the own network, which the job resolves.',
  cause: `A dind in a network of the runner knows the name server ${EMBEDDED} alone, which its containers cannot reach; so they are given 8.8.8.8 and 8.8.4.4.`,
  fix: 'Start dind with --dns and the address of the name server of the network (GitLab: command: ["--dns=10.0.0.2"] on the service).',
  evidence: `This machine's name server is ${EMBEDDED}, as it is for a dind beside it, and a build step could not resolve a name.`,
  judge: ({ traffic, probe }) => {
    if (traffic.builds.length === 0) return null;
    if (!probe.local.nameServers.includes(EMBEDDED)) return [];
    return told(traffic, UNRESOLVED, (line) => `A build step could not resolve a name (${line}).`);
  },
  also: witness({
    needs: ['traffic'],
    evidence: 'A build step says that it asked 8.8.8.8 or 8.8.4.4 in vain.',
    judge: ({ traffic }) => {
      if (traffic.builds.length === 0) return null;
      const both = new RegExp(`^(?=.*(?:${UNRESOLVED.source})).*${FALLBACK.source}`, 'i');
      return told(
        traffic,
        both,
        (line) => `A build step asked Docker's fallback name server in vain (${line}).`,
      );
    },
  }),
});

function told(traffic: Traffic, pattern: RegExp, words: (line: string) => string) {
  const found = traffic.builds.flatMap((exchange) => {
    const line = lineOf(exchange, pattern);
    return line === undefined ? [] : [{ exchange, line }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const message = `${words(quoted(first.line))} Containers inside dind use 8.8.8.8, because dind itself only knows ${EMBEDDED}.`;
  return [{ message, exchanges: ids(found.map(({ exchange }) => exchange)) }];
}

function lineOf(exchange: Exchange, pattern: RegExp): string | undefined {
  const steps = exchange.docker.build?.steps ?? [];
  const texts = [...steps.map(({ output }) => output), ...errorTexts(exchange)];
  return texts.flatMap((text) => text.split('\n')).find((line) => pattern.test(line));
}
