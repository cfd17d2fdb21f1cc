import { languageOfShortText } from '#lib/text/index.ts';
import { replaceMarkers } from '../bind-citations.ts';
import type { Citation, PostprocessStep } from '../schemas.ts';
import type { AnswerDraft, StepOutcome } from './step-contract.ts';

type Step = Extract<PostprocessStep, { step: 'format-citations' }>;

const headings: Readonly<Record<string, string>> = {
  en: 'Sources',
  de: 'Quellen',
  fr: 'Sources',
  es: 'Fuentes',
  it: 'Fonti',
  pt: 'Fontes',
  zh: '来源',
  ar: 'المصادر',
};

/**
 * `none` takes the markers out and the citations off the answer's list; the trace keeps which they were.
 * `source-list` keeps the markers and adds a list of the sources they stand for.
 */
export function formatCitations(step: Step, draft: AnswerDraft): StepOutcome<AnswerDraft> {
  const detail = { style: step.style, citations: draft.citations.length };
  if (step.style === 'markers' || draft.citations.length === 0) return { draft, detail };
  if (step.style === 'none') {
    const text = replaceMarkers(draft.text, () => '');
    return {
      draft: { ...draft, text, unmarked: true },
      detail: { ...detail, removed: named(draft.citations) },
    };
  }
  const used = new Set<number>();
  replaceMarkers(draft.text, (numbers) => {
    for (const number of numbers) used.add(number);
    return '';
  });
  const sources = draft.citations.filter(({ marker }) => used.has(marker));
  if (sources.length === 0) return { draft, detail };
  const heading = headings[languageOfShortText(draft.text)] ?? headings.en;
  const appendix = `\n\n**${heading}**\n\n${sources.map((source) => `- ${sourceLine(source)}`).join('\n')}`;
  return { draft: { ...draft, appendix }, detail };
}

function sourceLine({ marker, documentTitle, documentName, headingPath, page }: Citation): string {
  const place = [...headingPath.slice(-1), ...(page === null ? [] : [`p. ${page}`])].map(plain).join(', ');
  return `[${marker}] ${plain(documentTitle ?? documentName)}${place === '' ? '' : ` – ${place}`}`;
}

/** Titles come from documents: their Markdown must not become ours. */
function plain(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .replaceAll(/[\\[\]<>*`]/g, '\\$&');
}

function named(citations: readonly Citation[]): string {
  return citations
    .map(({ marker, documentName }) => `[${marker}] ${documentName}`)
    .join(', ')
    .slice(0, 500);
}
