/** A target as a form holds it: every way's fields at once, so that switching back and forth loses nothing. */
import { z } from 'zod';
import { type ServedTarget, servedTargetSchema } from '#lib/serving/schemas.ts';

export const targetWays = ['alias', 'stage', 'version', 'external'] as const;

const fieldsSchema = z.object({
  by: z.enum(targetWays),
  model: z.string(),
  alias: z.string(),
  stage: z.string(),
  version: z.string(),
  provider: z.string(),
  providerModel: z.string(),
  /** Of an external model; kept as they came. */
  parameters: z.record(z.string(), z.unknown()),
});
export type TargetValues = z.infer<typeof fieldsSchema>;
type TargetField = keyof TargetValues;
export type TargetErrors = Partial<Record<TargetField, string>>;

/** What the fields of a target need of the form around them. */
export interface TargetFieldsProps {
  value: TargetValues;
  set: (change: Partial<TargetValues>) => void;
  errors: TargetErrors;
}

export const emptyTarget: TargetValues = {
  by: 'alias',
  model: '',
  alias: '',
  stage: 'production',
  version: '',
  provider: '',
  providerModel: '',
  parameters: {},
};

export function valuesOfTarget(target: ServedTarget): TargetValues {
  if (target.by === 'version') return { ...emptyTarget, ...target, version: String(target.version) };
  return { ...emptyTarget, ...target };
}

const missing: Partial<Record<TargetField, string>> = {
  model: 'Choose a model.',
  alias: 'Choose an alias.',
  stage: 'Choose a stage.',
  version: 'Choose a version.',
  provider: 'Choose a provider.',
  providerModel: 'Name the model as the provider calls it.',
};

const neededBy: Record<TargetValues['by'], readonly TargetField[]> = {
  alias: ['model', 'alias'],
  stage: ['model', 'stage'],
  version: ['model', 'version'],
  external: ['provider', 'providerModel'],
};

function inputOf(values: TargetValues): unknown {
  const { by, model, alias, stage, version, provider, providerModel, parameters } = values;
  switch (by) {
    case 'alias':
      return { by, model, alias };
    case 'stage':
      return { by, model, stage };
    case 'version':
      return { by, model, version: Number(version) };
    case 'external':
      return { by, provider, providerModel: providerModel.trim(), parameters };
  }
}

/** Checks the fields of the chosen way alone and gives the target they mean. */
export const targetValuesSchema = fieldsSchema.transform((values, context): ServedTarget => {
  const empty = neededBy[values.by].filter((field) => String(values[field]).trim() === '');
  for (const field of empty) {
    context.addIssue({ code: 'custom', path: [field], message: missing[field] ?? 'Fill this in.' });
  }
  if (empty.length > 0) return z.NEVER;
  const parsed = servedTargetSchema.safeParse(inputOf(values));
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: 'custom', path: path.slice(0, 1), message });
  }
  return z.NEVER;
});
