import type { Chain } from '#lib/chain/schemas.ts';

export type PipelineKind =
  | 'input'
  | 'pre-process'
  | 'retrieve'
  | 'prompt'
  | 'model'
  | 'post-process'
  | 'output';

export interface PipelineStep {
  kind: PipelineKind;
  title: string;
  /** What decides how the step behaves, most important first. */
  settings: { key: string; value: string }[];
}

export const preprocessWords = {
  normalise: 'Clean the text',
  'rewrite-from-history': 'Make follow-ups stand alone',
} as const satisfies Record<Chain['preprocess'][number]['step'], string>;

export const postprocessWords = {
  'check-citations': 'Check citations',
} as const satisfies Record<Chain['postprocess'][number]['step'], string>;

const formatWords = { text: 'text', 'cited-text': 'text with citations' } as const;

/** What happens between a question and its answer, in order; steps a chain does not have are absent. */
export function pipelineSteps(chain: Chain): PipelineStep[] {
  const { input, preprocess, retrieval, postprocess, output } = chain;
  return [
    {
      kind: 'input',
      title: 'Input',
      settings: [{ key: 'Question', value: `up to ${count(input.maxQuestionChars)} characters` }],
    },
    ...optional(preprocess.length > 0, {
      kind: 'pre-process',
      title: 'Pre-process',
      settings: preprocess.map((step) => ({
        key: preprocessWords[step.step],
        value: step.step === 'rewrite-from-history' ? `from ${step.turns} turns` : 'on',
      })),
    }),
    ...(retrieval === null ? [] : [retrieveStep(retrieval)]),
    promptStep(chain),
    modelStep(chain),
    ...optional(postprocess.length > 0, {
      kind: 'post-process',
      title: 'Post-process',
      settings: postprocess.map((step) => ({ key: postprocessWords[step.step], value: 'on' })),
    }),
    { kind: 'output', title: 'Output', settings: [{ key: 'Answer', value: formatWords[output.format] }] },
  ];
}

function optional(present: boolean, step: PipelineStep): PipelineStep[] {
  return present ? [step] : [];
}

function retrieveStep(retrieval: NonNullable<Chain['retrieval']>): PipelineStep {
  const filters = Object.keys(retrieval.filters ?? {});
  return {
    kind: 'retrieve',
    title: 'Retrieve',
    settings: [
      { key: 'Knowledge', value: retrieval.knowledge },
      {
        key: 'Snapshot',
        value: retrieval.snapshot === 'latest' ? 'latest' : `pinned to ${retrieval.snapshot}`,
      },
      { key: 'Mode', value: retrieval.mode ?? 'best available' },
      { key: 'Passages', value: String(retrieval.k) },
      ...(filters.length > 0 ? [{ key: 'Filters', value: filters.join(', ') }] : []),
    ],
  };
}

function promptStep({ prompt }: Chain): PipelineStep {
  return {
    kind: 'prompt',
    title: 'Prompt',
    settings: [
      {
        key: 'System',
        value: prompt.system === '' ? 'built-in' : `${count(prompt.system.length)} characters`,
      },
      { key: 'User', value: prompt.user.length <= 60 ? prompt.user : `${prompt.user.slice(0, 59)}…` },
    ],
  };
}

function modelStep({ model: { provider, name, parameters } }: Chain): PipelineStep {
  const { temperature, maxOutputTokens, timeoutMs } = parameters;
  return {
    kind: 'model',
    title: 'Model',
    settings: [
      { key: 'Provider', value: provider },
      { key: 'Name', value: name },
      ...(temperature === undefined ? [] : [{ key: 'Temperature', value: String(temperature) }]),
      ...(maxOutputTokens === undefined
        ? []
        : [{ key: 'Longest answer', value: `${count(maxOutputTokens)} tokens` }]),
      { key: 'Time-out', value: `${timeoutMs / 1000} s` },
    ],
  };
}

function count(value: number): string {
  return value.toLocaleString('en');
}
