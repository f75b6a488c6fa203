/** Changes of one letter (put in, left out, replaced, two swapped) up to which one word is taken for another. */
const MOST_CHANGES = 2;

/** The word that somebody may have meant; null where none is near. Short words must be nearer. */
export function nearestWord(word: string, words: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  let best: string | null = null;
  let fewest = Math.min(MOST_CHANGES, Math.floor(lower.length / 2)) + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - lower.length) >= fewest) continue;
    const changes = distance(lower, candidate.toLowerCase());
    if (changes >= fewest) continue;
    fewest = changes;
    best = candidate;
  }
  return best;
}

/** Optimal string alignment: Levenshtein's distance where a swap of neighbours counts once. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let fewest = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) fewest = Math.min(fewest, (before[column - 2] ?? 0) + 1);
      current.push(fewest);
    }
    before = last;
    last = current;
  }
  return last[other.length] ?? 0;
}
