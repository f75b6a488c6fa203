import { useEffect, useState } from 'react';
import type { Engine } from '../view-model/engine.ts';

/** A screen is drawn anew for changes of the capture at most this often, so that keys are never waited for. */
const REDRAW_MS = 100;

/** A number that grows whenever rows or the status changed; whoever reads it is drawn anew. */
export function useEngineVersion(engine: Engine): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    const redraw = () => {
      timer = undefined;
      setVersion((number) => number + 1);
    };
    const end = engine.subscribe(() => {
      timer ??= setTimeout(redraw, REDRAW_MS);
    });
    // What changed between the first drawing and the subscription was announced to nobody.
    redraw();
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [engine]);
  return version;
}
