import type { Exchange } from '../model/exchange.ts';
import type { Traffic } from './traffic.ts';

/** Operations whose request is a tar that may be large. */
const UPLOADS: ReadonlySet<string | null> = new Set([
  'ImageBuild',
  'ImageLoad',
  'ImageCreate',
  'PutContainerArchive',
]);

/** Requests with a body that is sent to the daemon as one; null where there is none. */
export function uploads({ exchanges }: Traffic): readonly Exchange[] | null {
  const found = exchanges.filter(
    ({ operation, request }) => UPLOADS.has(operation) && (request?.body.bytes ?? 0) > 0,
  );
  return found.length === 0 ? null : found;
}

/** Whether parts of the request are missing in the capture, so that nothing can be said of its end. */
export function isDamaged({ gaps, state }: Exchange): boolean {
  return state === 'incomplete' || gaps.some(({ side }) => side === 'request');
}

/** `the build context`, for a sentence. */
export function uploadWords({ operation }: Exchange): string {
  return operation === 'ImageBuild' ? 'the build context' : 'the upload';
}
