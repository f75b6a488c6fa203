import { subjectWords } from '../../containers.ts';
import { listAt, numberAt, textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { type Found, rule } from '../../rule.ts';
import { containerKey } from './container-exit-nonzero.ts';

export const containerUnhealthy = rule({
  id: 'container-unhealthy',
  phase: 'container',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`dependency failed to start: container … is unhealthy`, without a reason.',
  cause: 'The health check of the container failed more often than it may.',
  fix: 'Repair the command of the check, or give the service more time (start_period, retries).',
  evidence:
    '`State.Health.Status: unhealthy` of an inspected container, with the last output of its check; or an event that says so.',
  judge: ({ traffic }) => {
    const inspects = traffic
      .of('ContainerInspect')
      .filter(({ docker }) => textAt(docker.members.response, 'State', 'Health', 'Status') !== null);
    const events = traffic.of('SystemEvents');
    const lists = traffic
      .of('ContainerList')
      .filter(({ docker }) => listAt(docker.members.response).length > 0);
    if (inspects.length === 0 && events.length === 0 && lists.length === 0) return null;
    const found = new Map<string, Found>();
    for (const exchange of inspects) {
      const { response } = exchange.docker.members;
      const key = containerKey(exchange);
      if (textAt(response, 'State', 'Health', 'Status') !== 'unhealthy') {
        // It got well again.
        found.delete(key);
        continue;
      }
      const last = listAt(response, 'State', 'Health', 'Log').at(-1) ?? null;
      const output = textAt(last, 'Output')?.trim() ?? '';
      const code = numberAt(last, 'ExitCode');
      const check =
        code === null
          ? ''
          : `: its last check exited ${code}${output === '' ? '' : ` with "${quoted(output.split('\n').at(-1) ?? '')}"`}`;
      found.set(key, {
        message: `${subjectWords(exchange)} is unhealthy${check}.`,
        exchanges: [exchange.id],
      });
    }
    for (const exchange of events) {
      for (const { text } of exchange.docker.events?.rows ?? []) {
        const id = /^container health_status: unhealthy ([0-9a-f]{12,})/.exec(text)?.[1]?.slice(0, 12);
        if (id !== undefined && !found.has(id)) {
          found.set(id, { message: `Container ${id} is unhealthy.`, exchanges: [exchange.id] });
        }
      }
    }
    for (const exchange of lists) {
      for (const item of listAt(exchange.docker.members.response)) {
        const id = textAt(item, 'Id')?.slice(0, 12);
        if (id === undefined || found.has(id) || !(textAt(item, 'Status') ?? '').includes('(unhealthy)'))
          continue;
        const name = textAt(listAt(item, 'Names')[0] ?? null)?.replace(/^\//, '') ?? id;
        found.set(id, { message: `Container "${quoted(name)}" is unhealthy.`, exchanges: [exchange.id] });
      }
    }
    return [...found.values()];
  },
});
