/**
 * Names and values of a configuration, wherever they stand: an env file, an `environment` of compose as a map
 * or a list, a `command` of compose, the words of a shell.
 */
export function readSettings(text: string): readonly (readonly [name: string, value: string])[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const bare = unquote(
      line
        .trim()
        .replace(/^-\s+/, '')
        .replace(/\s*\\$/, ''),
    );
    if (bare.startsWith('#')) return [];
    const [, name, value] = /^(?:export\s+)?(-{0,2}[A-Za-z_]\w*)\s*(?:=|:\s)\s*(.*)$/.exec(bare) ?? [];
    return name === undefined ? [] : [[name.replace(/^-+/, ''), unquote(value ?? '')] as const];
  });
}

function unquote(text: string): string {
  const [, single, double] = /^(?:'(.*)'|"(.*)")$/s.exec(text) ?? [];
  return single?.replaceAll("''", "'") ?? double ?? text;
}
