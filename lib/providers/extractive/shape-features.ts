import { tokensInPlace } from '#lib/text/index.ts';
import type { ChunkHit } from '../../knowledge/schemas.ts';
import type { ShapeFeatures } from './evidence.ts';
import type { TermMatcher } from './match-terms.ts';
import { defines, isInstruction } from './question-form.ts';
import type { Question } from './read-question.ts';
import type { Unit } from './split-units.ts';
import { coverage } from './term-weights.ts';

/** From this match on a heading is about what is asked. */
const aboutFrom = 0.3;

/** How well a unit's heading says what the question says, 0–1. */
export type HeadingView = (unit: Unit) => number;

/** Headings of a passage; units before its first heading stand under the last of its heading path. */
export function headingViewOf(
  question: Question,
  matcher: TermMatcher,
  weights: Float64Array,
  hit: ChunkHit,
  units: readonly Unit[],
): HeadingView {
  const known = new Map<number | null, number>();
  return ({ heading }) => {
    let match = known.get(heading);
    if (match === undefined) {
      const text = heading === null ? hit.headingPath.at(-1) : units[heading]?.text;
      match = headingMatch(text ?? '', question, matcher, weights);
      known.set(heading, match);
    }
    return match;
  };
}

/** Harmonic mean of the shares that the heading has of the question and the question of the heading. */
function headingMatch(text: string, question: Question, matcher: TermMatcher, weights: Float64Array): number {
  const terms = tokensInPlace(text, question.language).flatMap(({ term }) => term ?? []);
  if (terms.length === 0) return 0;
  const matched = terms.filter((term) => matcher.matches(term).length > 0).length / terms.length;
  const covered = coverage(weights, matcher.strengths(tokensInPlace(text, question.language)));
  return matched === 0 ? 0 : (2 * matched * covered) / (matched + covered);
}

export function shapeOf(
  question: Question,
  matcher: TermMatcher,
  unit: Unit,
  heading: number,
): ShapeFeatures {
  const about = heading >= aboutFrom;
  const { form, language } = question;
  const lists = unit.kind === 'list' && about && (form === 'enumeration' || form === 'procedure');
  const instructs = form === 'procedure' && unit.kind !== 'heading' && isInstruction(unit.text, language);
  return {
    heading: unit.kind === 'heading' ? 0 : heading,
    procedure: instructs ? (about ? 1 : 0.3) : 0,
    definition: form === 'definition' && isDefinition(question, matcher, unit) ? 1 : 0,
    enumeration: lists ? heading : 0,
  };
}

/** Whether a sentence begins with what is asked about and says what it is. */
function isDefinition(question: Question, matcher: TermMatcher, unit: Unit): boolean {
  if (unit.kind === 'heading' || unit.kind === 'list') return false;
  const asked = new Set<number>();
  let end = 0;
  for (const token of unit.tokens) {
    const matches = token.term === null ? [] : matcher.matches(token.term);
    if (matches.length === 0) {
      // An article may stand before the subject; any other word makes the subject something else.
      if (token.term === null && asked.size === 0 && token.start < 8) continue;
      break;
    }
    for (const { index } of matches) asked.add(index);
    end = token.end;
  }
  const whole = question.terms.every(({ frame }, index) => frame || asked.has(index));
  return asked.size > 0 && whole && defines(unit.text.slice(end), question.language);
}
