import { useEffect, useState } from 'react';
import type { Engine, Questions } from '../../view-model/engine.ts';
import type { ListEntry } from '../../view-model/exchange-list.ts';
import { openedFrom } from '../../view-model/list-lines.ts';
import type { ListSplit } from '../../view-model/list-preview.ts';
import { type StyledLine, span } from '../../view-model/styled-line.ts';
import { asciiSymbols } from '../../view-model/symbols.ts';
import type { ScreenLook } from '../screen-look.ts';

/** The cursor rests when it has not moved for so many milliseconds: a key that is held repeats sooner. */
const REST_MS = 80;

/** Versions of the engine after which a call that goes on is asked for again: about once a second. */
const REFRESH = 10;

/**
 * What stands beside the list about the line that the cursor rests on. What was shown last stays until the
 * next is here, and nothing is asked for while the cursor moves on.
 */
export function usePreview(
  engine: Engine,
  entry: ListEntry | null,
  split: ListSplit | null,
  look: ScreenLook,
  version: number,
): readonly StyledLine[] {
  const [shown, show] = useState<readonly StyledLine[]>([]);
  const question = entry === null || split === null ? null : previewQuestion(entry, split.preview, look);
  const key = question === null ? '' : JSON.stringify([question, ageOf(entry, version)]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all that the question is made of
  useEffect(() => {
    if (question === null) return;
    let isWanted = true;
    const found = (lines: readonly StyledLine[]) => {
      if (isWanted) show(lines);
    };
    const timer = setTimeout(() => {
      engine.ask({ kind: 'preview', ...question }).then(found, () => found([[span(' –', 'dim')]]));
    }, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [engine, key]);
  return shown;
}

function previewQuestion(entry: ListEntry, width: number, look: ScreenLook): Questions['preview'] {
  return {
    id: openedFrom(entry),
    command: entry.kind === 'command',
    width,
    height: look.height,
    ascii: look.symbols === asciiSymbols,
    utcOffset: entry.row.at === null ? 0 : look.utcOffset(entry.row.at),
  };
}

/** Another one whenever there may be something new to say about a line. */
function ageOf(entry: ListEntry | null, version: number): unknown {
  if (entry === null) return null;
  const { status, facts } = entry.row;
  return [status, facts.length, status.sign === 'open' ? Math.floor(version / REFRESH) : 'over'];
}
