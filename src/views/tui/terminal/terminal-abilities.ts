type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the locale says that the terminal shows UTF-8. POSIX: LC_ALL, then LC_CTYPE, then LANG. */
export function showsUtf8(environment: Environment): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return /utf-?8/i.test(locale);
}

/**
 * Whether the background is a light one, as far as the terminal says: rxvt and those after it set COLORFGBG to
 * `foreground;background`, colours by number, of which 7 and 15 are the light ones.
 */
export function hasLightBackground(environment: Environment): boolean {
  const background = environment.COLORFGBG?.split(';').at(-1);
  return background === '7' || background === '15';
}

/** Whether colours are wanted: FORCE_COLOR, then NO_COLOR (set and not empty), then the terminal's name. */
export function showsColor(environment: Environment): boolean {
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (environment.NO_COLOR) return false;
  return environment.TERM !== 'dumb';
}

/** Whether a screen reader reads the terminal: as Ink, with which the screens are made, is told of it. */
export function hasScreenReader({ INK_SCREEN_READER }: Environment): boolean {
  return INK_SCREEN_READER === 'true';
}
