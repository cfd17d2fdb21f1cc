import type { AnswerOutcome } from '../../answer-contract.ts';
import { extras } from '../../openai/completion-body.ts';

/** MLflow's answer, one text for each row, with what Slipway and Databricks' chat answers add. */
export function predictionsBody(outcomes: readonly AnswerOutcome[]) {
  const sum = (of: (outcome: AnswerOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const [prompt, completion] = [sum((one) => one.inputTokens), sum((one) => one.outputTokens)];
  return {
    predictions: outcomes.map((outcome) => outcome.text),
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
    slipway: {
      rows: outcomes.map((outcome) => {
        const { citations, slipway } = extras(outcome);
        return { ...slipway, citations };
      }),
    },
  };
}
