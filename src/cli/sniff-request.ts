import { captureFilter } from '../capture/live/capture-filter.ts';
import { defaultInterfaces } from '../capture/live/network-interfaces.ts';
import { WHOLE_PACKETS } from '../capture/live/packet-source.ts';
import type { Rotation } from '../capture/live/rotation.ts';
import type { EngineRequest } from '../engine/messages.ts';
import { DAEMON_PORTS } from '../pipeline/pipeline.ts';
import { UsageError } from './exit.ts';

export interface SniffCommandOptions {
  readonly interface?: readonly string[];
  readonly port?: readonly number[];
  readonly host?: readonly string[];
  readonly filter?: string;
  readonly displayFilter?: string;
  readonly container?: string;
  readonly pid?: number;
  readonly engine: 'auto' | 'cap' | 'tcpdump';
  readonly write?: string;
  readonly count?: number;
  readonly duration?: number;
  readonly format?: 'text' | 'ndjson';
  readonly snaplen?: number;
  readonly C?: number;
  readonly G?: number;
  readonly W?: number;
  readonly hash?: true;
  readonly showSecrets?: true;
  readonly color: 'auto' | 'always' | 'never';
  readonly debug?: true;
}

/**
 * What the engine is to capture. `namespaceOf`: a process in whose network namespace it is to do so, and its
 * name for the user.
 */
export function sniffRequest(
  options: SniffCommandOptions,
  wants: EngineRequest['wants'],
  namespaceOf: { readonly pid: number; readonly name: string } | null,
): EngineRequest {
  const ports = options.port ?? DAEMON_PORTS;
  const interfaces = options.interface ?? defaultInterfaces();
  const where = [...(namespaceOf === null ? [] : [namespaceOf.name]), ...interfaces].join(' ');
  return {
    capture: {
      kind: 'live',
      engine: options.engine,
      target: {
        interfaces,
        filter: captureFilter({ ports, hosts: options.host ?? [], extra: options.filter ?? '' }),
        snapLength: options.snaplen ?? WHOLE_PACKETS,
        count: options.count ?? null,
        namespaceOf: namespaceOf?.pid ?? null,
      },
      recording: { path: options.write ?? null, rotation: rotation(options) },
      duration: options.duration ?? null,
      source: `${where} · tcp ${ports.join(' ')}`,
    },
    decoding: { ports, ...(options.hash === true ? { hash: true } : {}) },
    wants,
    filter: options.displayFilter ?? null,
  };
}

function rotation({ C, G, W, write }: SniffCommandOptions): Rotation | null {
  if (write === '-') throw new UsageError('-w - would mix a capture with lines; name a file');
  if (C === undefined && G === undefined) {
    if (W !== undefined) throw new UsageError('-W counts the files of -C or -G; give one of them');
    return null;
  }
  if (write === undefined) throw new UsageError('-C and -G divide the file of -w; name one');
  return { bytes: C ?? null, seconds: G ?? null, files: W ?? null };
}
