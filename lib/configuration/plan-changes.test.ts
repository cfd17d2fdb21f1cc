import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planChanges } from './plan-changes.ts';
import type { Step } from './planned-change.ts';
import { readConfiguration } from './read-configuration.ts';
import { type Configuration, configurationSchema } from './schemas.ts';
import { configurationToYaml } from './to-yaml.ts';

const document = (k: number) => ({
  retrieval: { knowledge: 'guide', k },
  model: { provider: 'extractive', name: 'extractive' },
});

const configurations = fc
  .record({
    models: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('assistant', 'writer', 'router'),
        description: fc.constantFrom('', 'Helps.'),
        stages: fc.array(fc.constantFrom('development', 'staging', 'production', 'archived'), {
          minLength: 1,
          maxLength: 4,
        }),
        deleted: fc.nat(1),
        champion: fc.option(fc.nat(3)),
      }),
      { selector: (model) => model.name, maxLength: 3 },
    ),
    share: fc.integer({ min: 0, max: 100 }),
    endpoint: fc.boolean(),
  })
  .map(({ models, share, endpoint }) =>
    configurationSchema.parse({
      apiVersion: 'slipway/v1',
      models: models.map(({ name, description, stages, deleted, champion }) => ({
        name,
        description,
        aliases: champion === null ? {} : { champion: (champion % stages.length) + 1 },
        versions: stages.map((stage, i) => ({
          number: i + 1,
          stage,
          document: document(i + 1),
          // Never one that an alias of this generator names.
          deleted: deleted === 1 && i === 3 && champion === null,
        })),
      })),
      endpoints: endpoint
        ? [
            {
              name: 'support',
              servedEntities: [
                { name: 'main', serves: 'assistant@champion', trafficPercentage: 100 - share },
                { name: 'next', serves: 'assistant:1', trafficPercentage: share, fallbacks: ['main'] },
              ],
            },
          ]
        : [],
    }),
  );

/** What the verbs would do, on a plain copy. */
function perform(configuration: Configuration, steps: readonly Step[]): Configuration {
  const result = structuredClone(configuration);
  const model = (name: string) => {
    const found = result.models.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no model ${name}`);
    return found;
  };
  const version = (name: string, number: number) => {
    const found = model(name).versions.find((candidate) => candidate.number === number);
    if (!found) throw new Error(`no version ${number}`);
    return found;
  };
  for (const step of steps) {
    if (step.do === 'create-model') result.models.push({ ...step.model, aliases: {}, versions: [] });
    else if (step.do === 'update-model') {
      Object.assign(model(step.model.name), { description: step.model.description, tags: step.model.tags });
    } else if (step.do === 'register-version') {
      model(step.model).versions.push({ ...step.entry, stage: 'development', deleted: false });
    } else if (step.do === 'describe-version') {
      const { description, tags } = step.entry;
      Object.assign(version(step.model, step.entry.number), { description, tags });
    } else if (step.do === 'delete-version') version(step.model, step.entry.number).deleted = true;
    else if (step.do === 'restore-version') version(step.model, step.entry.number).deleted = false;
    else if (step.do === 'move-stage') version(step.model, step.entry.number).stage = step.entry.stage;
    else if (step.do === 'move-alias') model(step.model).aliases[step.alias] = step.version;
    else if (step.do === 'delete-alias') delete model(step.model).aliases[step.alias];
    else if (step.do === 'create-endpoint') result.endpoints.push(step.endpoint);
    else if ('endpoint' in step) {
      result.endpoints = result.endpoints.map((endpoint) =>
        endpoint.name === step.endpoint.name ? step.endpoint : endpoint,
      );
    }
  }
  return result;
}

test('a configuration applied to itself changes nothing', () => {
  fc.assert(
    fc.property(configurations, (configuration) => {
      expect(planChanges(configuration, configuration)).toEqual({ changes: [], problems: [], untouched: [] });
    }),
  );
});

test('after its changes were made, the plan is empty: applying twice is applying once', () => {
  fc.assert(
    fc.property(configurations, configurations, (now, wanted) => {
      const { changes, problems } = planChanges(now, wanted);
      expect(problems).toEqual([]);
      const after = perform(
        now,
        changes.map(({ step }) => step),
      );
      expect(planChanges(after, wanted).changes).toEqual([]);
    }),
  );
});

test('what the document does not name is left alone', () => {
  fc.assert(
    fc.property(configurations, (now) => {
      const nothing = configurationSchema.parse({ apiVersion: 'slipway/v1' });
      const plan = planChanges(now, nothing);
      expect(plan.changes).toEqual([]);
      expect(plan.untouched).toHaveLength(now.models.length + now.endpoints.length);
    }),
  );
});

test('what is written as YAML is read as the same configuration', () => {
  fc.assert(
    fc.property(configurations, (configuration) => {
      expect(readConfiguration(configurationToYaml(configuration))).toEqual(configuration);
    }),
  );
});

describe('what cannot be applied', () => {
  const base = configurationSchema.parse({
    apiVersion: 'slipway/v1',
    models: [{ name: 'assistant', versions: [{ number: 1, document: document(8) }] }],
  });
  const planOf = (models: unknown) =>
    planChanges(base, configurationSchema.parse({ apiVersion: 'slipway/v1', models })).problems;

  test('a version whose document changed', () => {
    expect(planOf([{ name: 'assistant', versions: [{ number: 1, document: document(9) }] }])).toEqual([
      expect.stringContaining('versions never change'),
    ]);
  });

  test('a gap in the numbers', () => {
    expect(planOf([{ name: 'assistant', versions: [{ number: 3, document: document(9) }] }])).toEqual([
      expect.stringContaining('the number 2; the document lists 3'),
    ]);
  });

  test('an alias of a version that does not exist', () => {
    expect(planOf([{ name: 'assistant', aliases: { champion: 7 } }])).toEqual([
      expect.stringContaining('names version 7, which does not exist'),
    ]);
  });
});

describe('what is not a configuration', () => {
  const endpoint = (shares: string) => `apiVersion: slipway/v1
endpoints:
  - name: support
    servedEntities:
      - {name: main, serves: "assistant@champion", trafficPercentage: ${shares}}
`;
  test.each([
    ['a share of 99', endpoint('99'), /sum to 100; these sum to 99/],
    ['a share of 101', endpoint('101'), /endpoints\.0\.servedEntities/],
    ['a negative share', endpoint('-5'), /endpoints\.0\.servedEntities/],
    ['no number', endpoint('.nan'), /endpoints\.0\.servedEntities/],
    ['an unreadable target', endpoint('100').replace('@champion', ''), /model@alias/],
    ['two models of one name', 'apiVersion: slipway/v1\nmodels: [{name: a}, {name: a}]', /listed twice/],
    ['another version of the format', 'apiVersion: slipway/v9', /apiVersion/],
    ['an unknown key', 'apiVersion: slipway/v1\nmodel: []', /model/],
    ['broken YAML', 'apiVersion: [', /not valid/],
    ['exploding anchors', explodingAnchors(), /cannot be followed|not valid/],
    ['more than ten megabytes', `# ${'x'.repeat(10_000_001)}`, /bytes/],
  ])('%s', (_what, text, message) => {
    expect(() => readConfiguration(text)).toThrow(message);
  });
});

function explodingAnchors(): string {
  const levels = Array.from({ length: 12 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x]'
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  );
  return levels.join('\n');
}
