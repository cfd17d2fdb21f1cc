/**
 * What people type into the search field, as PostgreSQL's full-text search takes it. Bare words match beginnings of words
 * and stand in the text as they were typed, "in quotes" whole words in this order, a leading minus excludes. Without
 * stemming or stop words (`simple`): a log holds many languages, and who looks for an exact wording must find it.
 */

export interface TextSearch {
  /** Each a call of PostgreSQL with one placeholder `?`, and its value; all of them hold. */
  parts: readonly { sql: string; value: string }[];
  /**
   * What every match contains, in any case. Rows whose day has no index yet are sifted by it first, which is far cheaper
   * than parsing each into words.
   */
  contains: readonly string[];
}

const pieces = /(-?)"([^"]*)"?|(\S+)/gu;
/** Written without spaces, so words cannot be told apart by `simple`: found as they stand. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const runs = /[\p{L}\p{M}\p{N}]+/gu;
/** Marks of a sentence around a word; `100%`, `C++` and `@handle` keep theirs. */
const marks = /^[\s.,;:!?¿¡()[\]'’]+|[\s.,;:!?()[\]'’]+$/gu;

export function parseSearch(text: string): TextSearch {
  const parts: { sql: string; value: string }[] = [];
  const contains: string[] = [];
  for (const [, minus, phrase, bare = ''] of text.replaceAll(/\p{C}/gu, ' ').matchAll(pieces)) {
    const excluded = minus === '-' || (phrase === undefined && /^-\S/u.test(bare));
    const words = (phrase ?? (excluded ? bare.slice(1) : bare)).replace(marks, '');
    if (words === '') continue;
    const plain = runs.test(words) && !unspaced.test(words);
    runs.lastIndex = 0;
    if (!excluded) contains.push(...(phrase === undefined || !plain ? [words] : (words.match(runs) ?? [])));
    if (!plain) continue;
    const query = phrase === undefined ? prefix(words) : wholeWords(words);
    parts.push(excluded ? { ...query, sql: `!!${query.sql}` } : query);
  }
  return { parts, contains: [...new Set(contains)] };
}

/** PostgreSQL takes `max_tokens` and `3.5` apart as it did when it read the row, and lets the last part go on. */
function prefix(word: string): { sql: string; value: string } {
  const inner = word.replaceAll(/['\\]/gu, ' ').replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');
  return { sql: "to_tsquery('simple', ?)", value: `'${inner}':*` };
}

function wholeWords(value: string): { sql: string; value: string } {
  return { sql: "phraseto_tsquery('simple', ?)", value };
}
