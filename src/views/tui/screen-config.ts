import { keyBindings } from './keys/key-bindings.ts';
import { collisions, type KeyMap, makeKeyMap } from './keys/key-map.ts';
import { COLOR_THEME, LIGHT_THEME, type Theme } from './theme/theme.ts';

/** What a user chose for the screens, and in words what of it means nothing. */
export interface ScreenConfig {
  readonly keyMap: KeyMap;
  /** Whether a large screen begins with a preview of the chosen row. */
  readonly preview: boolean;
  /** Whether the terminal's mouse is taken. */
  readonly mouse: boolean;
  /** Null for the terminal's own choice. */
  readonly theme: Theme | null;
  readonly problems: readonly string[];
}

const THEMES: Readonly<Record<string, Theme>> = { dark: COLOR_THEME, light: LIGHT_THEME };

const COMMANDS: ReadonlySet<string> = new Set(keyBindings.map(({ command }) => command));

/** Reads `{"keys": {"list.follow": ["f"]}, "preview": false, "mouse": false, "theme": "light"}`; each may be left out. */
export function readScreenConfig(text: string): ScreenConfig {
  const { file, problem } = parse(text);
  const problems: string[] = problem === null ? [] : [problem];
  const choices: Record<string, readonly string[]> = {};
  for (const [command, chosen] of Object.entries(isObject(file.keys) ? file.keys : {})) {
    const keys: unknown = typeof chosen === 'string' ? [chosen] : chosen;
    if (!COMMANDS.has(command)) problems.push(`there is no command ${command}`);
    else if (!isKeys(keys)) problems.push(`the keys of ${command} are no names of keys`);
    else choices[command] = keys;
  }
  const keyMap = makeKeyMap(choices);
  problems.push(...collisions(keyMap.bindings));
  const { theme } = file;
  const known = typeof theme === 'string' && Object.hasOwn(THEMES, theme) ? (THEMES[theme] ?? null) : null;
  if (theme !== undefined && known === null) problems.push('theme is none of dark and light');
  for (const name of ['preview', 'mouse']) {
    const value = file[name];
    if (value !== undefined && typeof value !== 'boolean') problems.push(`${name} is neither true nor false`);
  }
  return { keyMap, preview: file.preview !== false, mouse: file.mouse !== false, theme: known, problems };
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): { readonly file: Json; readonly problem: string | null } {
  try {
    const file: unknown = JSON.parse(text);
    return isObject(file) ? { file, problem: null } : { file: {}, problem: 'it is no JSON object' };
  } catch (error) {
    return { file: {}, problem: `it is no JSON: ${error instanceof Error ? error.message : error}` };
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string' && key !== '');
}
