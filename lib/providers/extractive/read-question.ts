import { languageOfShortText, type PlacedToken, tokensInPlace } from '#lib/text/index.ts';
import { formOf, type QuestionForm } from './question-form.ts';
import { type Expectation, expectationOf, frameWords } from './question-words.ts';

/** A content term of a question. */
export interface QuestionTerm {
  term: string;
  /** A name or a number: if the passages lack it, they speak of something else. */
  specific: boolean;
  /** Frames the question ("name", "year") rather than says what it is about. */
  frame: boolean;
}

export interface Question {
  text: string;
  language: string;
  expectation: Expectation;
  form: QuestionForm;
  /** Distinct content terms in order of first appearance. */
  terms: QuestionTerm[];
  /** Pairs of indices into `terms` that stand next to each other in the question. */
  pairs: [number, number][];
  /** Every term, function words left out, to tell what an answer adds. */
  known: ReadonlySet<string>;
}

export function readQuestion(text: string): Question {
  const language = languageOfShortText(text);
  const frames = frameTerms(language);
  const terms: QuestionTerm[] = [];
  const indexOf = new Map<string, number>();
  const pairs: [number, number][] = [];
  let previous: number | null = null;
  const tokens = tokensInPlace(text, language);
  for (const [position, token] of tokens.entries()) {
    if (token.term === null) continue;
    let index = indexOf.get(token.term);
    if (index === undefined) {
      index = terms.length;
      indexOf.set(token.term, index);
      terms.push({ term: token.term, specific: isSpecific(token, position), frame: frames.has(token.term) });
    }
    if (previous !== null && previous !== index) pairs.push([previous, index]);
    previous = index;
  }
  return {
    text,
    language,
    expectation: expectationOf(text, language),
    form: formOf(text, language),
    terms,
    pairs,
    known: new Set(indexOf.keys()),
  };
}

function isSpecific(token: PlacedToken, position: number): boolean {
  return token.kind === 'number' || (token.capital && position > 0);
}

const framesByLanguage = new Map<string, ReadonlySet<string>>();

function frameTerms(language: string): ReadonlySet<string> {
  let frames = framesByLanguage.get(language);
  if (!frames) {
    frames = new Set(
      frameWords(language)
        .flatMap((word) => tokensInPlace(word, language))
        .flatMap((token) => token.term ?? []),
    );
    framesByLanguage.set(language, frames);
  }
  return frames;
}
