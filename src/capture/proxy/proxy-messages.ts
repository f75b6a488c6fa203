import type { ProxyEnd } from './proxy-address.ts';
import type { ProxyErrorCode } from './proxy-error.ts';
import type { ProxyEvent } from './proxy-event.ts';
import type { ProxyOptions } from './proxy-options.ts';

/** To the proxy's process: once. Who wants it to end disconnects. */
export interface ProxyRequest {
  readonly options: Omit<ProxyOptions, 'onEvent'>;
}

/** From the proxy's process. */
export type ProxyMessage =
  | {
      readonly kind: 'started';
      readonly listening: readonly ProxyEnd[];
      readonly environment: Readonly<Record<string, string>>;
    }
  /** It does not start: `ProxyError`, or with no code a fault of ours. */
  | { readonly kind: 'failed'; readonly code: ProxyErrorCode | null; readonly message: string }
  /** All but the opening and closing of connections, of which there may be thousands a second. */
  | { readonly kind: 'event'; readonly event: ProxyEvent };
