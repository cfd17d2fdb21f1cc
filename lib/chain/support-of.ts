import { type PlacedToken, sentenceSpans, similarity, tokensInPlace } from '#lib/text/index.ts';
import type { Support } from './schemas.ts';

/**
 * Thresholds on the share of a sentence's content words its passages hold. A paraphrase in full keeps three
 * quarters of its words as stems; below two fifths, what is shared is mostly the topic.
 */
export const supportThresholds = { supported: 0.75, partly: 0.4 } as const;
/** From this share on, one source sentence says what the sentence says, so a differing negation denies it. */
const sameStatement = 0.75;
/** Source sentences this close to the best may each be the one meant. */
const nearBest = 0.1;
/** Two stems are the same word from this similarity on. */
const sameWord = 0.75;

const negations: Readonly<Record<string, RegExp>> = {
  en: /\b(?:not|no|never|none|neither|nor|cannot|without|nobody|nothing)\b|n['’]t\b/giu,
  es: /(?<!\p{L})(?:no|nunca|jamás|ningun[oa]?|ningún|nada|nadie|ni|tampoco|sin)(?!\p{L})/giu,
  zh: /不(?!仅|僅|但|同|过|過|少)|没有|沒有|没(?!有)|未(?!来|來)|无法|無法|并非|並非|禁止|勿/gu,
  ar: /(?<!\p{L})(?:و|ف)?(?:لا|لم|لن|ليس|ليست|غير|بدون|دون|عدم)(?!\p{L})/gu,
};

/** A passage made ready for comparing sentences with it. */
export interface Source {
  text: string;
  terms: ReadonlySet<string>;
  sentences: { terms: ReadonlySet<string>; negative: boolean }[];
}

/** @param heading title and headings the passage stands under; they lend words, but state nothing. */
export function readSource(text: string, heading: string, language: string): Source {
  const sentences = sentenceSpans(text, language).map(({ start, end }) => {
    const sentence = text.slice(start, end);
    return { terms: termsOf(tokensInPlace(sentence, language)), negative: isNegative(sentence, language) };
  });
  return {
    text: squeeze(text),
    terms: termsOf(tokensInPlace(`${heading}\n${text}`, language)),
    sentences,
  };
}

export interface SupportResult {
  support: Support;
  /** Share of the content words found, 0–1. */
  coverage: number;
}

/**
 * How far the sources bear a sentence out. Words are compared as stems, each counted once. A number that no
 * source holds, or a statement the source makes with the opposite negation, is not supported whatever the words.
 * @returns null when the sentence has no content words.
 */
export function supportOf(
  sentence: string,
  sources: readonly Source[],
  language: string,
): SupportResult | null {
  const tokens = tokensInPlace(sentence, language);
  const terms = termsOf(tokens);
  if (terms.size === 0) return null;
  if (isQuoted(sentence, sources)) return { support: 'supported', coverage: 1 };
  const found = (held: ReadonlySet<string>) => shareFound(terms, held);
  const union = new Set(sources.flatMap((source) => [...source.terms]));
  const coverage = found(union);
  const numbers = new Set(tokens.flatMap(({ kind, term }) => (kind === 'number' && term ? [term] : [])));
  const missing = [...numbers].filter((number) => !union.has(number)).length;
  const denied = isDenied(sentence, sources, language, found);
  if (coverage < supportThresholds.partly || denied || (missing > 0 && missing === numbers.size)) {
    return { support: 'unsupported', coverage };
  }
  const whole = coverage >= supportThresholds.supported && missing === 0;
  return { support: whole ? 'supported' : 'partly-supported', coverage };
}

/**
 * Word for word from the beginning of a source sentence, white space and Markdown's own characters aside.
 * A quote that begins in mid-sentence may have left a "not" behind, so it is compared like any other.
 */
function isQuoted(sentence: string, sources: readonly Source[]): boolean {
  const quoted = squeeze(sentence);
  if (quoted === '') return false;
  return sources.some(({ text }) => {
    const at = text.indexOf(quoted);
    return at === 0 || (at > 0 && /[.!?。！？؟;；…]["'”’»)]?$/u.test(text.slice(0, at)));
  });
}

function squeeze(text: string): string {
  return text.replace(/[\s*_`\\|]+/gu, '').toLowerCase();
}

function isDenied(
  sentence: string,
  sources: readonly Source[],
  language: string,
  found: (held: ReadonlySet<string>) => number,
): boolean {
  const rated = sources.flatMap((source) =>
    source.sentences.map(({ terms, negative }) => ({ share: found(terms), negative })),
  );
  const best = Math.max(0, ...rated.map(({ share }) => share));
  if (best < sameStatement) return false;
  const negative = isNegative(sentence, language);
  return !rated.some(({ share, negative: said }) => share >= best - nearBest && said === negative);
}

/** Two negations undo each other. */
function isNegative(text: string, language: string): boolean {
  const pattern = negations[language];
  return pattern !== undefined && (text.match(pattern)?.length ?? 0) % 2 === 1;
}

function termsOf(tokens: readonly PlacedToken[]): ReadonlySet<string> {
  return new Set(tokens.flatMap(({ term }) => term ?? []));
}

function shareFound(terms: ReadonlySet<string>, held: ReadonlySet<string>): number {
  let count = 0;
  for (const term of terms) {
    if (held.has(term) || [...held].some((other) => similarity(term, other) >= sameWord)) count++;
  }
  return count / terms.size;
}
