import { templateNames, unknownVariable } from './render-template.ts';
import { type ChainProblem, type ExecutableChain, templateVariables } from './schemas.ts';

/** A mistake and its dotted path; lines and columns are the reader's to add. */
export type Problem = Pick<ChainProblem, 'path' | 'message'>;

/** Mistakes in the prompt templates that the schema cannot see. */
export function templateProblems(chain: ExecutableChain): Problem[] {
  const { prompt, retrieval } = chain;
  if (prompt === null) return [];
  const known = [...templateVariables, ...Object.keys(chain.input.variables ?? {})];
  return (['system', 'user'] as const).flatMap((part) => {
    const path = `prompt.${part}`;
    const names = templateNames(prompt[part]);
    return [
      ...names
        .filter((name) => !known.includes(name))
        .map((name) => ({ path, message: unknownVariable(name, known) })),
      ...openBraces(path, prompt[part]),
      ...(retrieval === null && names.includes('passages') ? [{ path, message: noPassages }] : []),
    ];
  });
}

const noPassages =
  'The template names "{{passages}}" but the chain retrieves none. Add "retrieval" or remove it.';

function openBraces(path: string, template: string): Problem[] {
  const rest = template.replaceAll(/\{\{[^{}]*\}\}/g, '');
  if (!rest.includes('{{')) return [];
  return [{ path, message: 'A "{{" is never closed with "}}". Write {{name}} for a variable.' }];
}
