import { expect, test } from 'vitest';
import { chainSchema } from '#lib/chain/schemas.ts';
import { pipelineSteps } from './pipeline-steps.ts';

test('a plain chat model has no retrieval and no processing', () => {
  const chain = chainSchema.parse({ model: { provider: 'openai', name: 'gpt' } });
  expect(pipelineSteps(chain).map((step) => step.kind)).toEqual(['input', 'prompt', 'model', 'output']);
});

test('a full chain shows its steps in order with what decides them', () => {
  const chain = chainSchema.parse({
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
