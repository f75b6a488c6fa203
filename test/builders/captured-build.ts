import { readExchanges } from '../../src/engine/read-exchanges.ts';
import type { Build } from '../../src/model/build.ts';

/** The first build in a fixture's capture. */
export async function capturedBuild(fixture: string): Promise<Build> {
  for await (const events of readExchanges(`fixtures/${fixture}/capture.pcapng`)) {
    for (const event of events) {
      if (event.kind !== 'exchange-closed') continue;
      const { build } = event.exchange.docker;
      if (build !== null && build.steps.length > 0) return build;
    }
  }
  throw new Error(`no build in ${fixture}`);
}
