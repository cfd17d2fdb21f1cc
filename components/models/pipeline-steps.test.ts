import { expect, test } from 'vitest';
import { executableChainSchema } from '#lib/chain/schemas.ts';
import { pipelineSteps } from './pipeline-steps.ts';

const executable = (chain: object) => executableChainSchema.parse({ form: 'chain', prompt: {}, ...chain });

test('a plain chat model has no retrieval and no processing', () => {
  const chain = executable({ model: { provider: 'openai', name: 'gpt' } });
  expect(pipelineSteps(chain).map((step) => step.kind)).toEqual(['input', 'prompt', 'model', 'output']);
});

test('a full chain shows its steps in order with what decides them', () => {
  const chain = executable({
    preprocess: [{ step: 'normalise' }, { step: 'rewrite-from-history', turns: 3 }],
    retrieval: { knowledge: 'guide', snapshot: 7, k: 12 },
    model: { provider: 'openai', name: 'gpt', parameters: { temperature: 0, timeoutMs: 1500 } },
    postprocess: [{ step: 'check-citations' }],
  });
  const steps = pipelineSteps(chain);
  expect(steps.map((step) => step.kind)).toEqual([
    'input',
    'pre-process',
    'retrieve',
    'prompt',
    'model',
    'post-process',
    'output',
  ]);
  const values = Object.fromEntries(
    steps.flatMap((step) => step.settings.map(({ key, value }) => [key, value])),
  );
  expect(values).toMatchObject({
    Snapshot: 'pinned to 7',
    Passages: '12',
    Mode: 'best available',
    Temperature: '0',
    'Time-out': '1.5 s',
    'Make follow-ups stand alone': 'from 3 turns',
  });
});

test('routing shows each rule with its model and what answers otherwise', () => {
  const chain = executable({
    routing: [
      { name: 'long', when: { minQuestionChars: 400 }, model: { provider: 'openai', name: 'large' } },
    ],
    model: { provider: 'openai', name: 'small' },
  });
  expect(pipelineSteps(chain).find(({ kind }) => kind === 'route')?.settings).toEqual([
    { key: 'long', value: 'openai · large' },
    { key: 'otherwise', value: 'openai · small' },
  ]);
});

test('a form without a prompt passes the turns on', () => {
  const chain = executable({ form: 'external-model', prompt: null, model: { provider: 'a', name: 'b' } });
  expect(pipelineSteps(chain).find(({ kind }) => kind === 'prompt')?.settings).toEqual([
    { key: 'Turns', value: 'passed on unchanged' },
  ]);
});
