export { analyse } from './analyse.ts';
export { analyseQuery, type QueryTerm } from './analyse-query.ts';
export { detectLanguage } from './detect-language.ts';
export { languageOfShortText } from './language-of-short-text.ts';
export { normaliseQuestion } from './normalise-question.ts';
export { similarity } from './similarity.ts';
export { type Span, sentenceSpans, splitSentences } from './split-sentences.ts';
export { stopTokens } from './stop-words.ts';
export { foldWord, type PlacedToken, tokensInPlace } from './tokens-in-place.ts';
