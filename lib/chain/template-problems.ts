import { templateNames, unknownVariable } from './render-template.ts';
import { type Chain, type ChainProblem, templateVariables } from './schemas.ts';

/** Mistakes in the prompt templates that the schema cannot see. Lines and columns are the caller's to add. */
export function templateProblems(chain: Chain): Pick<ChainProblem, 'path' | 'message'>[] {
  return [
    ...problemsOf('prompt.system', chain.prompt.system),
    ...problemsOf('prompt.user', chain.prompt.user),
    ...passagesWithoutRetrieval(chain),
  ];
}

function problemsOf(path: string, template: string): { path: string; message: string }[] {
  const known: readonly string[] = templateVariables;
  const unknown = templateNames(template)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path, message: unknownVariable(name, known) }));
  const rest = template.replaceAll(/\{\{[^{}]*\}\}/g, '');
  if (!rest.includes('{{')) return unknown;
  return [...unknown, { path, message: 'A "{{" is never closed with "}}". Write {{name}} for a variable.' }];
}

function passagesWithoutRetrieval({ prompt, retrieval }: Chain): { path: string; message: string }[] {
  if (retrieval !== null) return [];
  return (['system', 'user'] as const)
    .filter((part) => templateNames(prompt[part]).includes('passages'))
    .map((part) => ({
      path: `prompt.${part}`,
      message:
        'The template names "{{passages}}" but the chain retrieves none. Add "retrieval" or remove it.',
    }));
}
