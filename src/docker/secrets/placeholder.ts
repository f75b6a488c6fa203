/** Words of values that stand for a secret to be filled in, or for none. */
const STANDS_FOR_ONE =
  /example|sample|placeholder|change[-_]?(me|it)|replace|dummy|fake|redacted|todo|insert|your[-_ ]|^(my|the)?[-_]?(secret|password|passwd|pass|token|key|apikey)\d*$|^(test|testing|postgres|mysql|root|admin|guest|user|none|null|undefined|true|false|default|localhost|secretkey|foo|bar|foobar|hunter2|letmein|qwerty)\d*$|^test[-_]|[-_]test$|not[-_]?(a[-_])?(real[-_])?secret/i;

/** `$NAME`, `${NAME}`, `{{ name }}`, `<token>`, `%NAME%`, `[token]`: filled in later, by a shell or a person. */
const FILLED_IN_LATER =
  /\$\{|\$\(|^\$\w|\{\{|^<.*>$|^%\w+%$|^\[.*\]$|^@\w+@$|^(ENC|vault|secretRef|file|env)[[(:]/;

/** Characters of a made-up token are few, or in order. */
const FEWEST_CHARACTERS = 6;
const LONGEST_ORDER = 8;

/** Whether a value that stands where a secret would is no secret: a placeholder, an example, a reference. */
export function isPlaceholder(value: string): boolean {
  return STANDS_FOR_ONE.test(value) || FILLED_IN_LATER.test(value) || isMadeUp(value);
}

/** `xxxxxxxx`, `00000000`, `abcdefgh`, `12345678`. */
function isMadeUp(value: string): boolean {
  if (value.length >= LONGEST_ORDER && new Set(value.toLowerCase()).size < FEWEST_CHARACTERS) return true;
  let inOrder = 1;
  for (let index = 1; index < value.length; index += 1) {
    inOrder = value.charCodeAt(index) === value.charCodeAt(index - 1) + 1 ? inOrder + 1 : 1;
    if (inOrder >= LONGEST_ORDER) return true;
  }
  return false;
}
