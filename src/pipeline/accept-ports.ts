import type { TcpLayerOptions } from '../tcp/tcp-layer.ts';

/** Of which connections the segments are followed: those of a port of `ports`, or where there are none of all. */
export function acceptPorts(ports: readonly number[] | undefined): Pick<TcpLayerOptions, 'accept'> {
  if (ports === undefined) return {};
  const wanted = new Set(ports);
  return { accept: (from, to) => wanted.has(from) || wanted.has(to) };
}
