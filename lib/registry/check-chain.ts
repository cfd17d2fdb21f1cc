import { chainError, templateProblems } from '../chain/index.ts';
import type { Chain, ChainProblem } from '../chain/schemas.ts';
import { knowledgeExists } from '../knowledge/index.ts';
import { providerExists } from '../providers/index.ts';

/** What only this installation knows to be wrong with a chain: a knowledge base or provider that does not exist. */
export async function referenceProblems(chain: Chain): Promise<Pick<ChainProblem, 'path' | 'message'>[]> {
  const problems: Pick<ChainProblem, 'path' | 'message'>[] = [];
  const knowledge = chain.retrieval?.knowledge;
  if (knowledge !== undefined && !(await knowledgeExists(knowledge))) {
    problems.push({
      path: 'retrieval.knowledge',
      message: `There is no knowledge base named "${knowledge}". Create it first or choose another.`,
    });
  }
  const { provider } = chain.model;
  if (!(await providerExists(provider))) {
    problems.push({
      path: 'model.provider',
      message: `There is no provider named "${provider}". Add it under Providers or use "extractive".`,
    });
  }
  return problems;
}

/** Throws `AppError('invalid')` that lists everything wrong with templates and references. */
export async function assertServable(chain: Chain): Promise<void> {
  const problems = [...templateProblems(chain), ...(await referenceProblems(chain))];
  if (problems.length === 0) return;
  throw chainError(problems.map((problem) => ({ ...problem, line: null, column: null })));
}
