import type { ChunkHit } from '../../knowledge/schemas.ts';
import { declineIn } from './decline.ts';
import { judgeAnswerability } from './judge-answerability.ts';
import { type RankedUnit, rankUnits } from './rank-units.ts';
import { readQuestion } from './read-question.ts';
import type { Unit } from './split-units.ts';
import { declinesBelow } from './weights.ts';

export interface ComposedAnswer {
  text: string;
  declined: boolean;
  /** What the answer quotes, in its order, without markers. */
  quotes: { text: string; passage: number }[];
}

const maxQuotes = 4;
/** Log-odds a further quote may lie behind the best one: the second widens the net, more must be close. */
const secondWithin = 8;
const furtherWithin = 1.5;

/**
 * Answers from the passages alone: the units most likely to answer, each followed by ` [n]`, n being the
 * 1-based index of its passage. Declines in the question's language when the support is weak.
 * @param options.neverDecline quotes the best there is, however weak; for measuring the ranking alone.
 */
export function composeAnswer(
  questionText: string,
  passages: readonly ChunkHit[],
  options: { neverDecline?: boolean } = {},
): ComposedAnswer {
  const question = readQuestion(questionText);
  const ranking = rankUnits(question, passages);
  const quotes = inReadingOrder(select(ranking.units));
  const weak = judgeAnswerability(question, ranking) < declinesBelow(question.language);
  if (quotes.length === 0 || (weak && !options.neverDecline)) {
    return { text: declineIn(question.language), declined: true, quotes: [] };
  }
  return {
    text: layOut(quotes),
    declined: false,
    quotes: quotes.map(({ text, passage }) => ({ text, passage })),
  };
}

function select(ranked: readonly RankedUnit[]): Unit[] {
  const lists = ranked.map(({ unit }) => unit).filter(({ kind }) => kind === 'list');
  const chosen: RankedUnit[] = [];
  for (const found of ranked) {
    const candidate = { ...found, unit: completed(found.unit, lists) };
    const best = chosen[0] ?? candidate;
    const within = chosen.length < 2 ? secondWithin : furtherWithin;
    if (chosen.length === maxQuotes || best.score - candidate.score > within) break;
    if (candidate.unit.kind === 'heading') continue;
    if (!chosen.some(({ unit }) => overlaps(unit, candidate.unit))) chosen.push(candidate);
  }
  return chosen.map(({ unit }) => unit);
}

/** The introduction of a list is nothing without its items. */
function completed(unit: Unit, lists: readonly Unit[]): Unit {
  const isLead = (list: Unit) => list.passage === unit.passage && list.parts[0] === unit.position;
  return unit.kind === 'list' ? unit : (lists.find(isLead) ?? unit);
}

/** Overlapping chunks repeat sentences, and a list holds its items. */
function overlaps(a: Unit, b: Unit): boolean {
  if (a.text.includes(b.text) || b.text.includes(a.text)) return true;
  return a.passage === b.passage && (a.parts.includes(b.position) || b.parts.includes(a.position));
}

/** The best two stay in front; what follows keeps the order of its passage, the best one's passage first. */
function inReadingOrder(units: readonly Unit[]): Unit[] {
  const home = units[0]?.passage;
  const away = (unit: Unit): number => (unit.passage === home ? -1 : unit.passage);
  const rest = units.slice(2).sort((a, b) => away(a) - away(b) || a.position - b.position);
  return [...units.slice(0, 2), ...rest];
}

function layOut(units: readonly Unit[]): string {
  let text = '';
  let previous: Unit | undefined;
  for (const unit of units) {
    const marker = ` [${unit.passage + 1}]`;
    const lines = unit.text.split('\n').map((line) => `${asMarkdown(line)}${marker}`);
    text += (previous === undefined ? '' : separator(previous, unit)) + lines.join('\n');
    previous = unit;
  }
  return text;
}

function separator(before: Unit, after: Unit): string {
  if (before.kind === 'sentence' && after.kind === 'sentence') return ' ';
  return before.kind === after.kind && after.kind !== 'list' ? '\n' : '\n\n';
}

/** Bullets as Markdown writes them; reference marks of the source must not pass for our citations. */
function asMarkdown(line: string): string {
  return line.replace(/^[•‣◦▪·–*]\s+/u, '- ').replace(/\[(?=\d+(?:\s*[,–-]\s*\d+)*\])/gu, '\\[');
}
