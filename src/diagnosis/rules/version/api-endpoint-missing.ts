import { errorOf, grouped } from '../../exchange-words.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';

export const apiEndpointMissing = rule({
  id: 'api-endpoint-missing',
  phase: 'version',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`page not found`, or an answer of status 501.',
  cause:
    'The daemon is too old for the call, a gateway before it lets only some calls through, or it is not dockerd.',
  fix: 'Talk to a dockerd that has this call, or allow it in the proxy before the daemon.',
  evidence: 'A call that the Engine API has is answered 404 `page not found`, or 501.',
  judge: ({ traffic }) => {
    if (!traffic.exchanges.some(({ response }) => response !== null)) return null;
    const missing = traffic.exchanges.filter((exchange) => {
      const status = exchange.response?.status;
      if (exchange.operation === null || exchange.docker.grpc !== null) return false;
      return status === 501 || (status === 404 && errorOf(exchange)?.message.trim() === 'page not found');
    });
    return grouped(missing, ({ operation, server }) => `${server} ${operation}`).map(({ first, ids }) => {
      const call = quoted(`${first.request?.method ?? ''} ${first.request?.path ?? ''}`);
      const message = errorOf(first)?.message;
      const reason = message === undefined ? '' : ` ${quoted(message)}`;
      return {
        message: `"${call}" does not exist at ${quoted(first.server)} (${first.response?.status}${reason}).`,
        exchanges: ids,
      };
    });
  },
});
