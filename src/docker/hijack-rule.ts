import type { RequestHead, ResponseHead } from '../http/events.ts';
import { headerValue } from '../http/header-list.ts';
import { matchOperation } from './operations/match.ts';

/** True where the daemon may answer this request by taking the connection over without an upgrade. */
export function mightHijack(request: RequestHead): boolean {
  return matchOperation(request.method, request.target).operation?.hijack === 'streams';
}

/**
 * True where a 200 hands the connection over: an attach or exec start that was asked without `Upgrade` is
 * answered by a head with no framing at all, and both sides are raw from there on. A detached exec start is
 * answered with a Content-Length, like anything else. A 101 needs no asking.
 */
export function takesOver(request: RequestHead, response: ResponseHead): boolean {
  return (
    response.status === 200 &&
    headerValue(response.headers, 'content-length') === null &&
    headerValue(response.headers, 'transfer-encoding') === null &&
    mightHijack(request)
  );
}
