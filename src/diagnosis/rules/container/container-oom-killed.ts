import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { subjectWords } from '../../containers.ts';
import { memberAt, numberAt } from '../../members.ts';
import { type Found, rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';
import { containerKey, endingCalls } from './container-exit-nonzero.ts';

/** 128 and the number of SIGKILL. */
const KILLED = 137;

export const containerOomKilled = rule({
  id: 'container-oom-killed',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'A container ends with 137 and prints no reason.',
  cause: 'It needed more memory than it or the daemon may have, and the kernel killed it.',
  fix: 'Raise its limit (--memory, mem_limit), or the memory of the daemon.',
  evidence:
    '`State.OOMKilled` of an inspected container, or an event `oom`. A code of 137 alone, where nobody stopped or killed the container, is likely.',
  judge: ({ traffic }) => {
    const inspects = traffic
      .of('ContainerInspect')
      .filter(({ docker }) => memberAt(docker.members.response, 'State', 'OOMKilled') !== null);
    const waits = traffic.of('ContainerWait').filter(({ docker }) => docker.exitCode !== null);
    const events = traffic.of('SystemEvents');
    if (inspects.length === 0 && waits.length === 0 && events.length === 0) return null;
    const found = new Map<string, Found>();
    for (const exchange of inspects) {
      const { response } = exchange.docker.members;
      if (memberAt(response, 'State', 'OOMKilled') !== true) continue;
      found.set(containerKey(exchange), {
        message: `${subjectWords(exchange)} was killed for want of memory${limitWords(exchange, traffic)}.`,
        exchanges: [exchange.id],
      });
    }
    for (const exchange of events) {
      for (const { text } of exchange.docker.events?.rows ?? []) {
        const id = /^container oom ([0-9a-f]{12,})/.exec(text)?.[1]?.slice(0, 12);
        if (id === undefined || found.has(id)) continue;
        found.set(id, {
          message: `Container ${id} was killed for want of memory.`,
          exchanges: [exchange.id],
        });
      }
    }
    const ended = new Set(endingCalls(traffic).map(containerKey));
    for (const exchange of waits) {
      const key = containerKey(exchange);
      if (exchange.docker.exitCode !== KILLED || found.has(key) || ended.has(key)) continue;
      if (wasInspectedOtherwise(key, inspects)) continue;
      found.set(key, {
        message: `${subjectWords(exchange)} was killed (137), and nobody asked for that: most likely for want of memory${limitWords(exchange, traffic)}.`,
        certainty: 'likely',
        exchanges: [exchange.id],
      });
    }
    return [...found.values()];
  },
});

/** Inspected after its end, and the kernel was not it. */
function wasInspectedOtherwise(key: string, inspects: readonly Exchange[]): boolean {
  return inspects.some(
    (inspect) =>
      containerKey(inspect) === key &&
      memberAt(inspect.docker.members.response, 'State', 'Running') === false &&
      memberAt(inspect.docker.members.response, 'State', 'OOMKilled') === false,
  );
}

function limitWords(exchange: Exchange, traffic: Traffic): string {
  const create = traffic.of('ContainerCreate').find((one) => containerKey(one) === containerKey(exchange));
  const limit =
    numberAt(exchange.docker.members.response, 'HostConfig', 'Memory') ??
    numberAt(create?.docker.members.request ?? null, 'HostConfig', 'Memory') ??
    0;
  return limit > 0 ? ` at its limit of ${formatBytes(limit)}` : '';
}
