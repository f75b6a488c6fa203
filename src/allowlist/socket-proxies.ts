import { cetusguard } from './proxies/cetusguard.ts';
import { tecnativa } from './proxies/tecnativa.ts';
import { wollomatic } from './proxies/wollomatic.ts';
import type { SocketProxy } from './socket-proxy.ts';

/** Every proxy whose configuration can be written and read; the first is written where none is named. */
export const socketProxies: readonly SocketProxy[] = [wollomatic, tecnativa, cetusguard];

export function socketProxyNamed(name: string): SocketProxy | null {
  return socketProxies.find((proxy) => proxy.name === name) ?? null;
}

/** The proxy that a configuration is for, by its looks; null for none of them. */
export function recogniseRules(text: string): SocketProxy | null {
  return socketProxies.find((proxy) => proxy.recognises(text)) ?? null;
}
