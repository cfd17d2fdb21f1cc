/** Half-open range of UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** Ends of text that look like a sentence end and are none: titles, references, Latin, single initials. */
const abbreviation =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|sr|sra|jr|rev|gen|col|capt|lt|sgt|gov|sen|rep|hon|fig|figs|eq|eqs|ref|refs|sec|ch|vol|nos?|pp?|pág|págs|núm|art|approx|ca|cf|c|vs?|etc|al|e\.g|i\.e|p\.ej|ud|uds|inc|ltd|corp|dept|est|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?-i:(?:\p{Lu}\.)*\p{Lu}))\.\s*$/iu;

/** A line that is only a section or list number, as in `2.3.` before its title. */
const bareNumber = /^\s*(?:\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]|\(?[a-zA-Z][.)]|[-*•–])\s*$/u;

const listMarker = /^\s*(?:[-*•–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s/u;
const terminal = /[.!?…:;。！？؟۔]["'”’»)\]]*\s*$/u;

/** Lines at least this long without a sentence end were broken by a typesetter, not by the author. */
const wrappedLineChars = 60;

/**
 * Splits text into sentences, trimmed and without empty ones, in order.
 * `Intl.Segmenter` (Unicode UAX #29) does the work; abbreviations, initials and numbers of headings are joined
 * to what follows them, and a line break inside a sentence does not end it.
 * @param language ISO 639-1 code; the rules for English serve when it is unknown.
 */
export function splitSentences(text: string, language?: string | null): string[] {
  return sentenceSpans(text, language)
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((sentence) => sentence !== '');
}

/** Sentences as adjacent spans that together cover the whole text, trailing white space included. */
export function sentenceSpans(text: string, language?: string | null): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of segmenterFor(language ?? 'en').segment(joinWrappedLines(text))) {
    const end = index + segment.length;
    const last = spans.at(-1);
    if (last !== undefined && joinsNext(text.slice(last.start, last.end), segment)) last.end = end;
    else spans.push({ start: index, end });
  }
  return spans;
}

function joinsNext(sentence: string, next: string): boolean {
  if (sentence.trim() === '' || next.trim() === '') return true;
  if (bareNumber.test(sentence)) return !/\n\s*\n\s*$/u.test(sentence);
  if (sentence.endsWith('\n')) return false;
  return abbreviation.test(sentence) || /^\s*\p{Ll}/u.test(next);
}

/** Replaces line breaks that only wrap a sentence by spaces, so that offsets stay as they are. */
function joinWrappedLines(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      if (next === undefined) return line;
      return `${line}${isWrapped(line, next) ? ' ' : '\n'}`;
    })
    .join('');
}

function isWrapped(line: string, next: string): boolean {
  if (line.trim() === '' || next.trim() === '' || listMarker.test(next) || terminal.test(line)) return false;
  return /^\s*\p{Ll}/u.test(next) || line.length >= wrappedLineChars;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}
