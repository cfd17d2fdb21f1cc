import { patternProblem } from '#lib/text/compile-pattern.ts';
import type { ExecutableChain, RoutingCondition } from './schemas.ts';
import type { Problem } from './template-problems.ts';

/** Mistakes in the routing rules that the schema cannot see. */
export function routingProblems({ routing = [], retrieval }: ExecutableChain): Problem[] {
  return routing.flatMap(({ name, when }, index) => {
    const path = `routing.${index}.when`;
    const pattern = when.matches === undefined ? null : patternProblem(when.matches);
    const score = when.minTopScore !== undefined || when.maxTopScore !== undefined;
    return [
      ...(pattern === null ? [] : [{ path: `${path}.matches`, message: pattern }]),
      ...crossed(when).map((member) => ({
        path: `${path}.min${member}`,
        message: `The rule "${name}" never holds: "min${member}" is above "max${member}".`,
      })),
      ...(score && retrieval === null
        ? [{ path, message: `The rule "${name}" asks for a score but the chain retrieves nothing.` }]
        : []),
    ];
  });
}

function crossed(when: RoutingCondition): string[] {
  const pairs = [
    ['QuestionChars', when.minQuestionChars, when.maxQuestionChars],
    ['HistoryTurns', when.minHistoryTurns, when.maxHistoryTurns],
    ['TopScore', when.minTopScore, when.maxTopScore],
  ] as const;
  return pairs.flatMap(([member, min, max]) =>
    min !== undefined && max !== undefined && min > max ? [member] : [],
  );
}
