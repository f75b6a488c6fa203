import type { UtcOffset } from '../view-model/format-time.ts';
import type { Symbols } from '../view-model/symbols.ts';
import type { KeyMap } from './keys/key-map.ts';
import type { Theme } from './theme/theme.ts';

/** What every part of a screen needs to draw itself. */
export interface ScreenLook {
  /** Columns and rows that the part has. */
  readonly width: number;
  readonly height: number;
  readonly symbols: Symbols;
  readonly theme: Theme;
  readonly utcOffset: UtcOffset;
  readonly keyMap: KeyMap;
}
