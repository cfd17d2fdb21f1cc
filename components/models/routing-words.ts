import type { RoutingCondition } from '#lib/chain/schemas.ts';

/** The conditions of a rule, each in a few words; all of them must hold. */
export function conditionWords(when: RoutingCondition): string[] {
  return [
    ...range('question', when.minQuestionChars, when.maxQuestionChars, 'characters'),
    ...range('earlier turns', when.minHistoryTurns, when.maxHistoryTurns),
    ...range('best passage’s score', when.minTopScore, when.maxTopScore),
    ...(when.matches === undefined ? [] : [`question matches /${when.matches}/i`]),
    ...(when.languages === undefined ? [] : [`language is ${when.languages.join(' or ')}`]),
  ];
}

function range(what: string, min: number | undefined, max: number | undefined, unit = ''): string[] {
  const count = (value: number) => `${value.toLocaleString('en')}${unit && ` ${unit}`}`;
  if (min !== undefined && max !== undefined) {
    return [`${what} between ${min.toLocaleString('en')} and ${count(max)}`];
  }
  if (min !== undefined) return [`${what} at least ${count(min)}`];
  return max === undefined ? [] : [`${what} at most ${count(max)}`];
}
