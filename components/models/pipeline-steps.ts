import type { ExecutableChain, ModelChoice } from '#lib/chain/schemas.ts';
import { type ChainStep, stepSetting, stepWords } from './step-words.ts';

export type PipelineKind =
  | 'input'
  | 'pre-process'
  | 'retrieve'
  | 'route'
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

const formatWords = { text: 'text', 'cited-text': 'text with citations' } as const;

/** What happens between a question and its answer, in order; steps a chain does not have are absent. */
export function pipelineSteps(chain: ExecutableChain): PipelineStep[] {
  const { input, preprocess, retrieval, routing, postprocess, output } = chain;
  const variables = Object.entries(input.variables ?? {});
  return [
    {
      kind: 'input',
      title: 'Input',
      settings: [
        { key: 'Question', value: `up to ${count(input.maxQuestionChars)} characters` },
        ...variables.map(([name, { type, required }]) => ({
          key: name,
          value: required ? type : `${type}, optional`,
        })),
      ],
    },
    ...optional(preprocess.length > 0, {
      kind: 'pre-process',
      title: 'Pre-process',
      settings: preprocess.map(settingOf),
    }),
    ...(retrieval === null ? [] : [retrieveStep(retrieval)]),
    ...optional(routing !== undefined, {
      kind: 'route',
      title: 'Route',
      settings: [
        ...(routing ?? []).map(({ name, model }) => ({ key: name, value: modelText(model) })),
        { key: 'otherwise', value: modelText(chain.model) },
      ],
    }),
    promptStep(chain),
    modelStep(chain),
    ...optional(postprocess.length > 0, {
      kind: 'post-process',
      title: 'Post-process',
      settings: postprocess.map(settingOf),
    }),
    { kind: 'output', title: 'Output', settings: [{ key: 'Answer', value: formatWords[output.format] }] },
  ];
}

function optional(present: boolean, step: PipelineStep): PipelineStep[] {
  return present ? [step] : [];
}

function settingOf(step: ChainStep) {
  return { key: stepWords[step.step], value: stepSetting(step) };
}

/** "openai · gpt-5-mini". */
export function modelText({ provider, name }: Pick<ModelChoice, 'provider' | 'name'>): string {
  return provider === name ? name : `${provider} · ${name}`;
}

function retrieveStep(retrieval: NonNullable<ExecutableChain['retrieval']>): PipelineStep {
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

function promptStep({ prompt }: ExecutableChain): PipelineStep {
  if (prompt === null) {
    return { kind: 'prompt', title: 'Prompt', settings: [{ key: 'Turns', value: 'passed on unchanged' }] };
  }
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

function modelStep({ model: { provider, name, parameters } }: ExecutableChain): PipelineStep {
  const { temperature, maxOutputTokens, timeoutMs } = parameters;
  return {
    kind: 'model',
    title: 'Model',
    settings: [
      { key: 'Provider', value: provider },
      { key: 'Name', value: name },
      ...(temperature === undefined ? [] : [{ key: 'Temperature', value: String(temperature) }]),
      ...(parameters.topP === undefined ? [] : [{ key: 'Top P', value: String(parameters.topP) }]),
      ...(parameters.seed === undefined ? [] : [{ key: 'Seed', value: String(parameters.seed) }]),
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
