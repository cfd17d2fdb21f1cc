import { askSynthetic } from '../../serving/index.ts';
import { lackOf } from '../judge-answer.ts';
import type { CheckDefinition } from '../schemas.ts';
import type { Tried } from './outcome.ts';

type Question = Extract<CheckDefinition, { kind: 'question' }>;

/** Asks the endpoint, and compares the answer with what is expected. */
export async function tryQuestion(definition: Question, name: string, signal: AbortSignal): Promise<Tried> {
  const { endpoint, question, version } = definition;
  const outcome = await askSynthetic({
    endpoint,
    question,
    version,
    askedBy: `health check: ${name}`,
    signal,
  });
  const { status, text, detail, requestId } = outcome;
  const lack = lackOf(
    { status, text, cited: detail.citations, error: detail.error?.message ?? null },
    definition.expect,
  );
  const by = outcome.entity === null ? '' : ` by ${outcome.entity}`;
  return {
    passed: lack === null,
    message: lack ?? `${status === 'declined' ? 'Declined' : 'Answered'} as expected${by}.`,
    requestId,
  };
}
