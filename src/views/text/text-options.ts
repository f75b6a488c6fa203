import type { UtcOffset } from '../view-model/format-time.ts';
import { asciiMarks, type Marks, unicodeMarks } from '../view-model/marks.ts';
import { colorPalette, type Palette, plainPalette } from './palette.ts';

/** How lines are to look. */
export interface TextOptions {
  /** Columns of the terminal, which no line exceeds; null for a pipe, where no line is cut. */
  readonly width: number | null;
  readonly utcOffset: UtcOffset;
  readonly marks: Marks;
  readonly palette: Palette;
}

/** Options from plain answers: is there colour, is there Unicode, how wide, which time. */
export function textOptions(wanted: {
  readonly color: boolean;
  readonly unicode: boolean;
  readonly width: number | null;
  readonly utcOffset: UtcOffset;
}): TextOptions {
  return {
    width: wanted.width,
    utcOffset: wanted.utcOffset,
    marks: wanted.unicode ? unicodeMarks : asciiMarks,
    palette: wanted.color ? colorPalette : plainPalette,
  };
}
