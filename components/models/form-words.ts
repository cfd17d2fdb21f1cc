import type { DocumentForm } from '#lib/chain/schemas.ts';

/** The packaging forms: what each is called, and what it is in one sentence. */
export const formWords = {
  chain: {
    label: 'Chain',
    hint: 'Everything between a question and its answer: steps, documents, prompt, model.',
  },
  prompt: { label: 'Prompt', hint: 'A template and a model, nothing around them.' },
  'external-model': {
    label: 'External model',
    hint: 'A model of a provider as it is: the turns of a request pass through unchanged.',
  },
  remote: {
    label: 'Remote server',
    hint: 'A server that speaks MLflow’s or Databricks’ /invocations.',
  },
} as const satisfies Record<DocumentForm, { label: string; hint: string }>;
