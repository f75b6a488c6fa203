import type { Exchange } from '../../../model/exchange.ts';
import { formatCount } from '../../../views/view-model/format-bytes.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids } from '../../told-errors.ts';

const MANY = 500;
const FAST_PER_SECOND = 5;
const FAST_SECONDS = 10;

export const apiHotLoop = rule({
  id: 'api-hot-loop',
  phase: 'container',
  severity: 'info',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'The daemon is busy, and most of what it is asked is one question.',
  cause: 'A tool asks again and again instead of waiting for an event.',
  fix: 'Use `docker wait` or `docker events`, or ask less often.',
  evidence:
    'One operation was called more than 500 times, or more than 5 times a second for more than 10 seconds.',
  judge: ({ traffic }) => {
    const calls = traffic.exchanges.filter(
      ({ docker, operation, request }) => docker.grpc === null && operation !== null && request !== null,
    );
    if (calls.length === 0) return null;
    return [...new Set(calls.map(({ operation }) => operation))].flatMap((operation) => {
      const same = calls.filter((call) => call.operation === operation);
      if (same.length <= MANY && !isFast(same)) return [];
      const [first] = same;
      const route = `${first?.request?.method ?? ''} ${template(first?.request?.path ?? '')}`;
      return [
        {
          message: `${formatCount(same.length)} of ${formatCount(calls.length)} requests were ${quoted(route)}.`,
          exchanges: ids(same),
        },
      ];
    });
  },
});

/** In some stretch of ten seconds and more. */
function isFast(calls: readonly Exchange[]): boolean {
  const needed = FAST_PER_SECOND * FAST_SECONDS;
  const times = calls.flatMap(({ request }) => request?.time ?? []).toSorted((one, other) => one - other);
  let from = 0;
  for (let index = 1; index < times.length; index += 1) {
    // A pause of a second ends the loop.
    if (times[index]! - times[index - 1]! > 1_000_000) from = index;
    const seconds = (times[index]! - times[from]!) / 1_000_000;
    if (seconds > FAST_SECONDS && index - from > needed && (index - from) / seconds > FAST_PER_SECOND)
      return true;
  }
  return false;
}

/** Ids and names stand for whatever they name. */
function template(path: string): string {
  return path.replace(
    /^\/(containers|images|networks|volumes|exec)\/(?!(json|create|prune|get|load|search)(\/|$)).+?(?=\/[a-z]+$|$)/,
    '/$1/{id}',
  );
}
