/** Characters of a summary; a terminal's list shows about 100. */
const MAX_SUMMARY = 120;

/** White space and control characters joined to single spaces, and a bound with an ellipsis. */
export function oneLine(text: string, limit: number = MAX_SUMMARY): string {
  const line = text
    .slice(0, 8 * limit)
    .replace(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
