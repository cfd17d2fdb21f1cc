import { patternProblem } from '#lib/text/compile-pattern.ts';
import { jsonSchemaProblems } from './json-schema-problems.ts';
import type { ExecutableChain, PostprocessStep, PreprocessStep } from './schemas.ts';
import type { Problem } from './template-problems.ts';

/** Mistakes in the steps that the schema cannot see: patterns, JSON schemas, steps that spoil each other's work. */
export function stepProblems(chain: ExecutableChain): Problem[] {
  return [
    ...chain.preprocess.flatMap((step, index) => patternsOf(step, `preprocess.${index}`)),
    ...chain.postprocess.flatMap((step, index) => [
      ...patternsOf(step, `postprocess.${index}`),
      ...(step.step === 'json-schema' ? jsonSchemaProblems(step.schema, `postprocess.${index}.schema`) : []),
    ]),
    ...brokenJson(chain.postprocess),
  ];
}

function patternsOf(step: PreprocessStep | PostprocessStep, path: string): Problem[] {
  if (step.step !== 'banned-topics') return [];
  return step.topics.flatMap((topic, index) => {
    const at = `${path}.topics.${index}`;
    const empty = topic.words.length === 0 && topic.patterns.length === 0;
    const problems = topic.patterns.flatMap((pattern, place) => {
      const message = patternProblem(pattern);
      return message === null ? [] : [{ path: `${at}.patterns.${place}`, message }];
    });
    return empty
      ? [{ path: at, message: `The topic "${topic.name}" has no words and no patterns.` }]
      : problems;
  });
}

/** Steps that would make an answer that must be JSON something else. */
function brokenJson(steps: readonly PostprocessStep[]): Problem[] {
  if (!steps.some(({ step }) => step === 'json-schema')) return [];
  return steps.flatMap((step, index) => {
    const path = `postprocess.${index}`;
    if (step.step === 'limit-length') {
      return [
        { path, message: 'Cutting an answer breaks its JSON. Limit lengths in the JSON schema instead.' },
      ];
    }
    if (step.step === 'format-citations' && step.style !== 'markers') {
      return [{ path, message: 'An answer that must be JSON has no citation markers. Remove this step.' }];
    }
    return [];
  });
}
