import { compilePattern } from '#lib/text/compile-pattern.ts';
import { languageOfShortText } from '#lib/text/index.ts';
import type { ExecutableChain, ModelChoice, RoutingCondition } from './schemas.ts';

/** What routing rules look at. */
export interface RoutingFacts {
  /** The question after pre-processing. */
  question: string;
  /** Earlier turns of the conversation. */
  historyTurns: number;
  /** Score of the best passage; null when none was found, or none was looked for. */
  topScore: number | null;
  /** ISO 639-1; null when no step found it, and it is then found here if a rule asks. */
  language: string | null;
}

export interface ChosenModel {
  /** The rule that held; null when none did and the chain's own model answers. */
  rule: string | null;
  model: ModelChoice;
  /** The language, also when it was found here. */
  language: string | null;
}

/** The first rule whose conditions all hold chooses the model. */
export function chooseModel(
  chain: Pick<ExecutableChain, 'routing' | 'model'>,
  facts: RoutingFacts,
): ChosenModel {
  const rules = chain.routing ?? [];
  const asksLanguage = rules.some(({ when }) => when.languages !== undefined);
  const language = facts.language ?? (asksLanguage ? languageOfShortText(facts.question) : null);
  const rule = rules.find(({ when }) => holds(when, { ...facts, language }));
  return { rule: rule?.name ?? null, model: rule?.model ?? chain.model, language };
}

/** Without a passage no least score is reached, and every greatest score is kept. */
function holds(
  when: RoutingCondition,
  { question, historyTurns, topScore, language }: RoutingFacts,
): boolean {
  const score = topScore ?? Number.NEGATIVE_INFINITY;
  return (
    isWithin(question.length, when.minQuestionChars, when.maxQuestionChars) &&
    isWithin(historyTurns, when.minHistoryTurns, when.maxHistoryTurns) &&
    isWithin(score, when.minTopScore, when.maxTopScore) &&
    (when.matches === undefined || compilePattern(when.matches).test(question)) &&
    (when.languages === undefined || (language !== null && when.languages.includes(language)))
  );
}

function isWithin(value: number, min: number | undefined, max: number | undefined): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
