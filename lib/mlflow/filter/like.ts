/** SQL's LIKE in memory, in time proportional to text × pattern at worst: `%` is any text, `_` one character. */
export function isLike(text: string, pattern: string): boolean {
  const [t, p] = [[...text], [...pattern]];
  let [at, pat] = [0, 0];
  let resume: { at: number; pat: number } | null = null;
  while (at < t.length) {
    if (p[pat] === '%') {
      resume = { at, pat };
      pat += 1;
    } else if (pat < p.length && (p[pat] === '_' || p[pat] === t[at])) {
      at += 1;
      pat += 1;
    } else if (resume !== null) {
      // The last % takes one character more; an earlier one never needs to.
      resume.at += 1;
      at = resume.at;
      pat = resume.pat + 1;
    } else return false;
  }
  return p.slice(pat).every((char) => char === '%');
}
