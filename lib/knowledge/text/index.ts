export { analyse } from './analyse.ts';
export { detectLanguage } from './detect-language.ts';
export { type Span, sentenceSpans, splitSentences } from './split-sentences.ts';
export { foldWord, type PlacedToken, tokensInPlace } from './tokens-in-place.ts';
