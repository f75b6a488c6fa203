import type { ProxyOptions, RunningProxy } from './proxy-options.ts';

/** Starts a proxy; throws `ProxyError` when it cannot. */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  throw new Error(`not yet: ${options.listen.length}`);
}
