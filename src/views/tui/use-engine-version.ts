import { useEffect, useState } from 'react';
import type { Engine } from '../view-model/engine.ts';

/** A screen is drawn anew for changes of the capture at most this often, so that keys are never waited for. */
const REDRAW_MS = 100;

/** A number that grows whenever rows or the status changed; whoever reads it is drawn anew. */
export function useEngineVersion(engine: Engine): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    let drawnAt = Number.NEGATIVE_INFINITY;
    const redraw = () => {
      timer = undefined;
      drawnAt = performance.now();
      setVersion((number) => number + 1);
    };
    const end = engine.subscribe(() => {
      // What comes after a pause is drawn at once.
      timer ??= setTimeout(redraw, Math.max(0, drawnAt + REDRAW_MS - performance.now()));
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
