import type { Evidence } from '../../src/diagnosis/evidence.ts';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import type { Connection } from '../../src/model/connection.ts';
import type { Exchange } from '../../src/model/exchange.ts';

/** Evidence of nothing but what is given. */
export function evidence(fields: Partial<Evidence> = {}): Evidence {
  return { traffic: null, environment: null, probe: null, baseline: null, ...fields };
}

/** Evidence of these exchanges alone. */
export function trafficOf(exchanges: readonly Exchange[], connections: readonly Connection[] = []): Evidence {
  return evidence({ traffic: new Traffic(exchanges, connections) });
}
