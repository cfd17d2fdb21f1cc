import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A text to be found. */
export interface CorpusDocument {
  id: string;
  title: string;
  text: string;
}

export interface CorpusQuestion {
  id: string;
  text: string;
  /** Ids of the documents that answer it. */
  relevant: ReadonlySet<string>;
  /** Gold answers, where the corpus has them. */
  answers: string[];
}

export interface Corpus {
  name: string;
  /** ISO 639-1. */
  language: string;
  documents: CorpusDocument[];
  questions: CorpusQuestion[];
}

/** @throws when the folder is missing, saying where it was looked for. */
export function corporaFolder(): string {
  const folder = resolve(process.env.SLIPWAY_CORPORA ?? join(import.meta.dirname, '../../shared/corpora'));
  if (!existsSync(folder)) {
    throw new Error(`No corpora in ${folder}. Set SLIPWAY_CORPORA to a folder with cranfield/ and xquad/.`);
  }
  return folder;
}

/** The Cranfield collection: 1,400 abstracts, 225 queries numbered in file order, binary judgements. */
export async function loadCranfield(): Promise<Corpus> {
  const folder = join(corporaFolder(), 'cranfield');
  const [documents, queries, judgements] = await Promise.all(
    ['documents.xml', 'queries.xml', 'qrels.txt'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  const relevant = new Map<string, Set<string>>();
  for (const line of (judgements ?? '').split('\n')) {
    const [query, , document, relevance] = line.trim().split(/\s+/u);
    if (query === undefined || document === undefined || Number(relevance) < 1) continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(document));
  }
  return {
    name: 'Cranfield',
    language: 'en',
    documents: elements(documents ?? '', 'doc').map((xml) => ({
      id: element(xml, 'docno'),
      title: element(xml, 'title'),
      text: element(xml, 'text'),
    })),
    questions: elements(queries ?? '', 'top').map((xml, index) => {
      const id = String(index + 1);
      return { id, text: element(xml, 'title'), relevant: relevant.get(id) ?? new Set(), answers: [] };
    }),
  };
}

const xquadSchema = z.object({
  data: z.array(
    z.object({
      title: z.string().default(''),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.string(),
              question: z.string(),
              answers: z.array(z.object({ text: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** XQuAD in one language: 240 paragraphs, each a document, and 1,190 questions. */
export async function loadXquad(language: 'en' | 'es' | 'zh' | 'ar'): Promise<Corpus> {
  const json = await readFile(join(corporaFolder(), 'xquad', `xquad.${language}.json`), 'utf8');
  const corpus: Corpus = { name: `XQuAD-${language}`, language, documents: [], questions: [] };
  for (const article of xquadSchema.parse(JSON.parse(json)).data) {
    for (const { context, qas } of article.paragraphs) {
      const id = `p${corpus.documents.length}`;
      corpus.documents.push({ id, title: article.title.replaceAll('_', ' '), text: context });
      for (const qa of qas) {
        const answers = qa.answers.map(({ text }) => text);
        corpus.questions.push({ id: qa.id, text: qa.question, relevant: new Set([id]), answers });
      }
    }
  }
  return corpus;
}

function elements(xml: string, name: string): string[] {
  return Array.from(xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gsu')), ([, inner]) => inner ?? '');
}

function element(xml: string, name: string): string {
  const inner = elements(xml, name)[0] ?? '';
  return inner.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}
