import { expect, test } from 'vitest';
import { entityFormSchema, valuesOfEntity } from './entity-values.ts';
import { valuesOfTarget } from './target-values.ts';
import { testEntity } from './test-entities.ts';

const full = testEntity('main', 40, {
  target: { by: 'version', model: 'assistant', version: 3 },
  shadowPercentage: 12.5,
  timeoutMs: 20_500,
  retries: 0,
  fallbacks: ['spare'],
  cache: { responses: 'normalised', responseTtlSeconds: 60, embeddings: 'exact' },
  maxConcurrency: 8,
  knowledgeSnapshot: 4,
  workload: { workloadSize: 'Large', scaleToZeroEnabled: true, minWorkers: 0, maxWorkers: 4 },
});

function issuesOf(values: ReturnType<typeof valuesOfEntity>, others: string[] = []) {
  const parsed = entityFormSchema(10, others).safeParse(values);
  return parsed.success
    ? {}
    : Object.fromEntries(parsed.error.issues.map((i) => [i.path.join('.'), i.message]));
}

test('what the form shows is what it saves', () => {
  for (const entity of [full, testEntity('plain', 40)]) {
    expect(entityFormSchema(40, []).parse(valuesOfEntity(entity))).toEqual(entity);
  }
});

test('parameters of an external model survive the form', () => {
  const external = testEntity('out', 40, {
    target: { by: 'external', provider: 'openai', providerModel: 'gpt', parameters: { temperature: 0.2 } },
  });
  expect(entityFormSchema(40, []).parse(valuesOfEntity(external))).toEqual(external);
});

test('empty fields mean what the version, the provider and the defaults say', () => {
  const values = {
    ...valuesOfEntity(full),
    timeoutSeconds: '',
    retries: ' ',
    ttlSeconds: '',
    maxConcurrency: '',
  };
  expect(entityFormSchema(40, []).parse(values)).toMatchObject({
    timeoutMs: null,
    retries: null,
    maxConcurrency: null,
    cache: { responseTtlSeconds: 3600 },
  });
});

test('each mistake stands at its field', () => {
  const values = valuesOfEntity(full);
  expect(issuesOf({ ...values, name: ' ' })).toHaveProperty('name');
  expect(issuesOf({ ...values, name: 'spare' }, ['spare']).name).toContain('spare');
  expect(issuesOf({ ...values, timeoutSeconds: '0.2' })).toHaveProperty('timeoutSeconds');
  expect(issuesOf({ ...values, timeoutSeconds: 'NaN' }).timeoutSeconds).toContain('number');
  expect(issuesOf({ ...values, shadowPercentage: '101' })).toHaveProperty('shadowPercentage');
  expect(issuesOf({ ...values, shadowPercentage: '-5' })).toHaveProperty('shadowPercentage');
  expect(issuesOf({ ...values, ttlSeconds: '0' })).toHaveProperty('ttlSeconds');
  expect(issuesOf({ ...values, minWorkers: '9' })).toHaveProperty('minWorkers');
});

test('only the chosen way to an answer is checked', () => {
  const values = valuesOfEntity(null);
  expect(issuesOf(values)).toEqual({
    name: 'Give it a name: charts and the history use it.',
    'target.model': 'Choose a model.',
    'target.alias': 'Choose an alias.',
  });
  const external = { ...values.target, by: 'external' as const, provider: 'openai' };
  expect(Object.keys(issuesOf({ ...values, name: 'new', target: external }))).toEqual([
    'target.providerModel',
  ]);
  const back = { ...valuesOfTarget(full.target), by: 'alias' as const, alias: 'champion' };
  expect(entityFormSchema(0, []).parse({ ...values, name: 'new', target: back }).target).toEqual({
    by: 'alias',
    model: 'assistant',
    alias: 'champion',
  });
});
