import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { formatDuration } from '../../../views/view-model/format-duration.ts';
import { rule } from '../../rule.ts';
import type { Traffic } from '../../traffic.ts';

/** Below this it takes no time to speak of. */
const LARGE = 100_000_000;
/** Messages and frames around the same tar. */
const LEAST_PART = 0.8;
const MOST_PART = 1.5;

export const imageLoadRoundtrip = rule({
  id: 'image-load-roundtrip',
  phase: 'build',
  severity: 'warn',
  certainty: 'sure',
  needs: ['traffic'],
  symptom: 'After the last step a build spends long at `sending tarball` or `importing to docker`.',
  cause:
    'The builder does not share the image store of the daemon: the image goes from it to the client as a tar, and back to the daemon.',
  fix: 'Build with the docker driver, or push straight from the builder (--push) and pull where it is needed.',
  evidence:
    'More than 100 MB came from a builder or `GET /images/get`, and about as much went into `POST /images/load`.',
  judge: ({ traffic }) => {
    const loads = traffic.of('ImageLoad');
    if (loads.length === 0) return null;
    return loads.flatMap((load) => {
      const bytes = load.request?.body.bytes ?? 0;
      if (bytes < LARGE) return [];
      const source = sourceOf(load, bytes, traffic);
      if (source === null) return [];
      const took = load.timing.totalMs === null ? '' : ` in ${formatDuration(load.timing.totalMs)}`;
      return [
        {
          message: `An image of ${formatBytes(bytes)} went out of ${source.operation === 'ImageGet' || source.operation === 'ImageGetAll' ? 'a daemon' : 'the builder'} and back into the daemon: ${formatBytes(2 * bytes)} moved${took}.`,
          exchanges: [source.id, load.id],
        },
      ];
    });
  },
});

/** buildx passes the tar on while it gets it, so the one may have begun after the other. */
function sourceOf(load: Exchange, bytes: number, traffic: Traffic): Exchange | null {
  const fits = (size: number): boolean => size >= bytes * LEAST_PART && size <= bytes * MOST_PART;
  const candidates = [
    'ImageGet',
    'ImageGetAll',
    'moby.filesync.v1.FileSend/DiffCopy',
    'ExecStart',
    'Grpc',
  ].flatMap((operation) => traffic.of(operation));
  return (
    candidates.find(
      (exchange) =>
        exchange.request !== null &&
        exchange.request.time <= (load.response?.time ?? Number.POSITIVE_INFINITY) &&
        fits(carried(exchange)),
    ) ?? null
  );
}

function carried({ hijack, response, docker }: Exchange): number {
  if (docker.grpc !== null) return Math.max(docker.grpc.request.bytes, docker.grpc.response.bytes);
  return hijack?.serverBytes ?? response?.body.bytes ?? 0;
}
