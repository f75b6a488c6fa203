import { useEffect, useState } from 'react';
import type { Engine } from '../view-model/engine.ts';

/** A number that grows whenever rows or the status changed; whoever reads it is drawn anew, at most every `redrawMs`. */
export function useEngineVersion(engine: Engine, redrawMs: number): number {
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
      timer ??= setTimeout(redraw, Math.max(0, drawnAt + redrawMs - performance.now()));
    });
    // What changed between the first drawing and the subscription was announced to nobody.
    redraw();
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [engine, redrawMs]);
  return version;
}
