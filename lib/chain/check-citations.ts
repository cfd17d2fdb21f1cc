import { languageOfShortText } from '#lib/text/index.ts';
import { type AnswerSentence, answerSentences } from './answer-sentences.ts';
import type { Citation, SentenceCheck } from './schemas.ts';
import { readSource, type Source, supportOf } from './support-of.ts';
import { isWithoutClaim } from './without-claim.ts';

/**
 * Compares each sentence of an answer with the passages it cites (thresholds: `supportThresholds`).
 * A sentence without a marker is held against the next marked one of its paragraph, since people cite at the
 * end, else against the one before; in a paragraph without markers a claim is unsupported.
 * Left out: code, headings, and sentences that claim nothing, such as greetings, questions and refusals.
 * @param answer Markdown whose markers `[n]` are the citations' numbers.
 * @param options.unmarked the markers were taken out: every sentence is held against all citations, and names none.
 */
export function checkCitations(
  answer: string,
  citations: readonly Citation[],
  options: { unmarked?: boolean } = {},
): SentenceCheck[] {
  // The passages tell the language better than an answer of a few words.
  const language = languageOfShortText([answer, ...citations.map(({ text }) => text)].join('\n'));
  const sources = new Map<number, Source>();
  const sourceOf = (marker: number): Source[] => {
    const citation = citations.find((candidate) => candidate.marker === marker);
    if (citation === undefined) return [];
    const known = sources.get(marker);
    const heading = [citation.documentTitle ?? '', ...citation.headingPath].join('\n');
    const source = known ?? readSource(citation.text, heading, language);
    sources.set(marker, source);
    return [source];
  };
  const sentences = answerSentences(answer, language);
  return sentences.flatMap((sentence, index): SentenceCheck[] => {
    const text = plainText(answer.slice(sentence.start, sentence.end));
    if (sentence.markers.length === 0 && isWithoutClaim(text)) return [];
    const markers = options.unmarked ? [] : markersFor(sentences, index);
    const against = options.unmarked ? citations.map(({ marker }) => marker) : markers;
    const result = supportOf(text, against.flatMap(sourceOf), language);
    return result === null ? [] : [{ start: sentence.start, end: sentence.end, markers, ...result }];
  });
}

function markersFor(sentences: readonly AnswerSentence[], index: number): number[] {
  const own = sentences[index];
  if (own === undefined || own.markers.length > 0) return own?.markers ?? [];
  const cites = (other: AnswerSentence) => other.block === own.block && other.markers.length > 0;
  const next = sentences.slice(index + 1).find(cites);
  return (next ?? sentences.slice(0, index).findLast(cites))?.markers ?? [];
}

/** The sentence without markers, link targets and emphasis. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/(?<!\\)\[\d+\]/gu, '')
    .replace(/[*_`]+/gu, '')
    .trim();
}
