import type { Exchange } from '../../../model/exchange.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { subjectWords } from '../../containers.ts';
import { numberAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** https://docs.docker.com/engine/containers/run/#exit-status; from 128 on 128 and the number of a signal. */
const meanings: Readonly<Record<number, string>> = {
  125: 'the daemon could not run it',
  126: 'the command cannot be executed',
  127: 'the command was not found',
  130: 'interrupted',
  134: 'aborted',
  128: 'it could not be started',
  137: 'killed',
  139: 'segmentation fault',
  143: 'told to end',
};

export const containerExitNonzero = rule({
  id: 'container-exit-nonzero',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`docker run` or `docker exec` ends with a code other than 0.',
  cause: 'The command in the container failed, could not be started, or was killed.',
  fix: 'Look at what the command printed; the code says how it ended.',
  evidence:
    '`StatusCode` of a wait, or `ExitCode` of an exec or a container that is inspected after its end.',
  judge: ({ traffic }) => {
    // A wait that nobody waits for any more says -1.
    const waits = traffic.exchanges.filter(({ docker }) => (docker.exitCode ?? -1) >= 0);
    const inspects = traffic
      .of('ContainerInspect')
      .filter(({ docker }) => numberAt(docker.members.response, 'State', 'ExitCode') !== null);
    if (waits.length === 0 && inspects.length === 0) return null;
    const found = new Map<string, Found>();
    for (const exchange of waits) {
      const code = exchange.docker.exitCode ?? 0;
      const key = exchange.operation === 'ExecInspect' ? `exec ${exchange.id}` : containerKey(exchange);
      if (code !== 0 && !wasEnded(exchange, code, traffic)) found.set(key, told(exchange, code, traffic));
    }
    for (const exchange of inspects) {
      const { response } = exchange.docker.members;
      const code = numberAt(response, 'State', 'ExitCode') ?? 0;
      const key = containerKey(exchange);
      if (code !== 0 && !found.has(key) && !wasEnded(exchange, code, traffic)) {
        found.set(key, told(exchange, code, traffic));
      }
    }
    return [...found.values()];
  },
});

function told(exchange: Exchange, code: number, traffic: Traffic): Found {
  const isExec = exchange.operation === 'ExecInspect';
  const what = isExec ? `A command in ${lowerFirst(subjectWords(exchange))}` : subjectWords(exchange);
  const meaning = meanings[code];
  const words = meaning === undefined ? '' : ` (${meaning})`;
  const start = isExec ? null : startOf(exchange, traffic);
  const ended = exchange.operation === 'ContainerWait' ? endOf(exchange) : null;
  const after =
    start?.response == null || ended === null || ended < start.response.time
      ? ''
      : ` after ${formatDuration((ended - start.response.time) / 1000)}`;
  const why = start?.docker.error?.message;
  return {
    message: `${what} exited ${code}${words}${after}.`,
    details: why === undefined ? [] : [quoted(why)],
    exchanges: [...(start === null ? [] : [start.id]), exchange.id],
  };
}

/** Somebody asked for it, so that it is no failure: stop, kill, restart or removal by force. */
function wasEnded(exchange: Exchange, code: number, traffic: Traffic): boolean {
  if (code < 128 || exchange.operation === 'ExecInspect') return false;
  return endingCalls(traffic).some(
    (ending) => containerKey(ending) === containerKey(exchange) && !isAfterEnd(ending, exchange),
  );
}

export function endingCalls(traffic: Traffic): readonly Exchange[] {
  return [
    ...['ContainerKill', 'ContainerStop', 'ContainerRestart'].flatMap((operation) => traffic.of(operation)),
    ...traffic.of('ContainerDelete').filter(({ request }) => request?.query.force !== undefined),
  ];
}

function isAfterEnd(ending: Exchange, exchange: Exchange): boolean {
  return (ending.request?.time ?? 0) > endOf(exchange);
}

/** When the answer was over: that of a wait begins at once. */
function endOf({ request, timing, response }: Exchange): number {
  const start = request?.time ?? response?.time ?? 0;
  return start + (timing.totalMs ?? 0) * 1000;
}

function startOf(exchange: Exchange, traffic: Traffic): Exchange | null {
  return traffic.of('ContainerStart').find((start) => containerKey(start) === containerKey(exchange)) ?? null;
}

export function containerKey({ docker }: Exchange): string {
  return docker.container?.id?.slice(0, 12) ?? docker.container?.name ?? '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
