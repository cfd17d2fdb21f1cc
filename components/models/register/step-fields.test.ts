import { describe, expect, test } from 'vitest';
import { postprocessStepSchema, preprocessStepSchema } from '#lib/chain/schemas.ts';
import { fieldsOf, newStep, offeredSteps, type StepList } from './step-fields.ts';

const schemas = { preprocess: preprocessStepSchema, postprocess: postprocessStepSchema };

describe.each(['preprocess', 'postprocess'] as const)('%s', (list: StepList) => {
  const options = schemas[list].options;

  test('every step of the catalogue is offered, and no other', () => {
    expect([...offeredSteps[list]].sort()).toEqual(options.map(({ shape }) => shape.step.value).sort());
  });

  test.each(options.map(({ shape }) => [shape.step.value, shape] as const))(
    'every setting of %s is in the form, with the default the document has',
    (step, shape) => {
      const fields = fieldsOf(list, step) ?? [];
      const keys = Object.keys(shape).filter((key) => key !== 'step');
      expect(fields.map(({ key }) => key).sort()).toEqual(keys.sort());
      const parsed: Record<string, unknown> = schemas[list].parse(newStep(list, step));
      for (const { key, otherwise } of fields) {
        if (otherwise !== undefined) expect(parsed[key]).toEqual(otherwise);
      }
    },
  );
});

test('a step the form does not know has no settings to show', () => {
  expect(fieldsOf('preprocess', 'check-citations')).toBeNull();
  expect(fieldsOf('postprocess', 'toString')).toBeNull();
});
