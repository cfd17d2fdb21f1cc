import { type PlacedToken, tokensInPlace } from '#lib/text/index.ts';

const determiner: Readonly<Record<string, RegExp>> = {
  en: /(?:^|\s)(?:the|a|an|our|your|my|this|that)\s+$/iu,
  es: /(?:^|\s)(?:el|la|los|las|un|una|del|al|mi|su|este|esta)\s+$/iu,
};
/** In "does the battery last", the last word of the run is the verb. */
const inverted = /(?:^|\s)(?:do|does|did|can|could|will|would|should|may|must)\s+(?:\p{L}+\s+)?$/iu;
const hanBreak =
  /[的是在能会會有用要多了和与與吗嗎呢，。？?、]|可以|需要|什么|什麼|怎么|怎麼|如何|为什么|為什麼|哪[里裡个些]?|谁|誰|几/u;

/**
 * What a question is about, as a phrase from it: a name if it has one, else what follows its first article.
 * @returns the empty string when the question has no content words.
 */
export function topicOf(question: string, language: string): string {
  if (language === 'zh') return question.split(hanBreak).find((part) => part.trim().length >= 2) ?? '';
  const runs = runsOf(question, language);
  const named = runs.find(({ names }) => names !== null)?.names;
  if (named) return named;
  if (language === 'ar') {
    const definite = runs.flatMap(({ text }) => /(?<!\p{L})ال.*/su.exec(text)?.[0] ?? []);
    return definite[0] ?? runs.at(-1)?.text ?? '';
  }
  const marked = runs.find(({ start }) => determiner[language]?.test(question.slice(0, start)));
  return marked?.text ?? runs.map(({ text }) => text).join(' ');
}

interface Run {
  start: number;
  text: string;
  /** The part of it that is a name, or null. */
  names: string | null;
}

/** Maximal runs of content words that only spaces and hyphens part. */
function runsOf(question: string, language: string): Run[] {
  const groups: PlacedToken[][] = [];
  let last: PlacedToken | undefined;
  for (const token of tokensInPlace(question, language)) {
    const joined = last !== undefined && /^[\s\-–]*$/u.test(question.slice(last.end, token.start));
    if (token.term !== null && joined && last?.term !== null) groups.at(-1)?.push(token);
    else if (token.term !== null) groups.push([token]);
    last = token;
  }
  return groups.flatMap((group) => runOf(question, group) ?? []);
}

function runOf(question: string, group: readonly PlacedToken[]): Run | null {
  const first = group[0];
  if (first === undefined) return null;
  const isVerbLast = group.length > 1 && inverted.test(question.slice(0, first.start));
  const words = isVerbLast ? group.slice(0, -1) : group;
  const from = words.findIndex((token) => isName(token, question));
  const to = words.findLastIndex((token) => isName(token, question));
  const slice = (tokens: readonly PlacedToken[]) => question.slice(tokens[0]?.start, tokens.at(-1)?.end);
  return {
    start: first.start,
    text: slice(words),
    names: from < 0 ? null : slice(words.slice(from, to + 1)),
  };
}

function isName(token: PlacedToken, question: string): boolean {
  const word = question.slice(token.start, token.end);
  const opens =
    question
      .slice(0, token.start)
      .trim()
      .replace(/^[¿¡"'“]+/u, '') === '';
  return (token.capital && !opens) || (/\p{Nd}/u.test(word) && /\p{L}/u.test(word));
}
