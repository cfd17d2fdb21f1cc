/**
 * Words that set a topic apart: class-based TF-IDF (Grootendorst, "BERTopic", 2022, equation 2). A word counts only when
 * several people used it, so that no name of a topic quotes anybody.
 */
import { tokensInPlace } from '../../text/index.ts';
import type { Question } from './hashed-vectors.ts';

export interface AskedQuestion extends Question {
  /** Tells people and programs apart; says nothing else. */
  asker: string;
}

const maxTerms = 4;
const fewestUses = 3;

interface Use {
  questions: number;
  askers: Set<string>;
}

/** Spellings of each stem, lower case, with the questions and people that used them. */
function usesOf(questions: readonly AskedQuestion[]): Map<string, Map<string, Use>> {
  const stems = new Map<string, Map<string, Use>>();
  for (const { text, language, asker } of questions) {
    const spoken = new Map<string, string>();
    for (const { term, kind, start, end } of tokensInPlace(text, language)) {
      if (term !== null && kind !== 'number' && end - start > 1) {
        spoken.set(text.slice(start, end).toLowerCase(), term);
      }
    }
    for (const [spelling, stem] of spoken) {
      const spellings = stems.get(stem) ?? new Map<string, Use>();
      stems.set(stem, spellings);
      const use = spellings.get(spelling) ?? { questions: 0, askers: new Set() };
      spellings.set(spelling, use);
      use.questions += 1;
      use.askers.add(asker);
    }
  }
  return stems;
}

export function countAskers(questions: readonly AskedQuestion[]): number {
  return new Set(questions.map(({ asker }) => asker)).size;
}

/** Terms of each topic, the strongest first. Where fewer than three people ask at all, three questions have to do. */
export function nameTopics(topics: readonly (readonly AskedQuestion[])[]): string[][] {
  const fewestAskers = Math.min(3, countAskers(topics.flat()));
  const uses = topics.map(usesOf);
  const everywhere = new Map<string, number>();
  for (const [stem, spellings] of uses.flatMap((stems) => [...stems])) {
    everywhere.set(stem, (everywhere.get(stem) ?? 0) + total(spellings));
  }
  const words = [...everywhere.values()].reduce((sum, count) => sum + count, 0);
  const average = words / Math.max(1, topics.length);
  return uses.map((stems) => {
    const size = [...stems.values()].reduce((sum, spellings) => sum + total(spellings), 0);
    return [...stems]
      .map(([stem, spellings]) => ({
        spelling: publicSpelling(spellings, fewestAskers),
        weight: (total(spellings) / size) * Math.log(1 + average / (everywhere.get(stem) ?? 1)),
      }))
      .filter((term): term is { spelling: string; weight: number } => term.spelling !== null)
      .sort((a, b) => b.weight - a.weight || a.spelling.localeCompare(b.spelling))
      .slice(0, maxTerms)
      .map(({ spelling }) => spelling);
  });
}

function total(spellings: ReadonlyMap<string, Use>): number {
  return [...spellings.values()].reduce((sum, { questions }) => sum + questions, 0);
}

/** The spelling most questions use, among those enough people use; null without one. */
function publicSpelling(spellings: ReadonlyMap<string, Use>, fewestAskers: number): string | null {
  const [first] = [...spellings]
    .filter(([, { questions, askers }]) => questions >= fewestUses && askers.size >= fewestAskers)
    .sort(([a, x], [b, y]) => y.questions - x.questions || a.localeCompare(b));
  return first?.[0] ?? null;
}
