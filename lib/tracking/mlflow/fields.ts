import { z } from 'zod';
import {
  cutTextField,
  doubleField,
  int64Field,
  keyField,
  textField,
  timestampField,
} from '../../mlflow/index.ts';
import { notFound } from '../../platform/errors.ts';
import { experimentIdSchema, type Lifecycle, runIdSchema } from '../schemas.ts';

/** What is no id of ours names nothing, which MLflow's clients expect to hear as RESOURCE_DOES_NOT_EXIST. */
export const experimentIdField = z.coerce
  .string()
  .max(100)
  .transform((id) => {
    if (!experimentIdSchema.safeParse(id).success) throw notFound(`The experiment "${id}"`);
    return id;
  });

const runIdField = z
  .string()
  .max(256)
  .transform((id) => {
    if (!runIdSchema.safeParse(id).success) throw notFound(`The run "${id}"`);
    return id;
  });

/** `run_uuid` is what old clients send alone and new ones as well. */
export function withRunId<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(
    (input) => {
      if (typeof input !== 'object' || input === null || 'run_id' in input) return input;
      return 'run_uuid' in input ? { ...input, run_id: input.run_uuid } : input;
    },
    z.object({ run_id: runIdField, ...shape }),
  );
}

export const tagField = z.object({
  key: keyField('A tag'),
  value: cutTextField('The value of a tag', 8000).default(''),
});

export const paramField = z.object({
  key: keyField('A parameter'),
  value: cutTextField('The value of a parameter', 6000).default(''),
});

export const metricShape = {
  key: keyField('A metric'),
  value: doubleField,
  timestamp: timestampField.default(() => Date.now()),
  step: int64Field.default(0),
};

export const nameField = (what: string) => textField(what, 500);

export const viewTypeField = z
  .enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'])
  .default('ACTIVE_ONLY')
  .transform((view): Lifecycle | 'all' => {
    if (view === 'ALL') return 'all';
    return view === 'ACTIVE_ONLY' ? 'active' : 'deleted';
  });
