import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { quoted } from '../../quoted.ts';
import { rule } from '../../rule.ts';
import { ids, toldErrors } from '../../told-errors.ts';

export const grpcMessageTooLarge = rule({
  id: 'grpc-message-too-large',
  phase: 'session',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: '`ResourceExhausted: … received message larger than max`.',
  cause: 'A build has so many args, labels or steps that one message of it is larger than gRPC lets pass.',
  fix: 'Upgrade buildx and BuildKit, or make args, labels and bake files smaller.',
  evidence: 'A gRPC status of 8 whose message says so.',
  judge: ({ traffic }) => {
    if (!traffic.exchanges.some(({ docker }) => docker.grpc !== null)) return null;
    return toldErrors(traffic, /message larger than max(?: \((\d+) vs\. (\d+)\))?/).map(
      ({ text, match, exchanges }) => {
        const [, size, limit] = match;
        return {
          message:
            size === undefined || limit === undefined
              ? 'A gRPC message is larger than is allowed.'
              : `A gRPC message of ${formatBytes(Number(size))} is larger than the ${formatBytes(Number(limit))} that are allowed.`,
          details: [quoted(text)],
          exchanges: ids(exchanges),
        };
      },
    );
  },
});
