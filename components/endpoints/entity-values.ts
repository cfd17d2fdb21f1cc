/** A served entity as its form holds it: numbers as typed, empty for "as the version or provider has it". */
import { z } from 'zod';
import {
  cacheModeSchema,
  type ServedEntity,
  servedEntitySchema,
  workloadSchema,
} from '#lib/serving/schemas.ts';
import { emptyTarget, targetValuesSchema, valuesOfTarget } from './target-values.ts';

const numberText = z
  .string()
  .trim()
  .regex(/^(\d+(\.\d+)?)?$/, 'Enter a number, or leave it empty.');

const fields = {
  name: z.string().trim().min(1, 'Give it a name: charts and the history use it.'),
  target: targetValuesSchema,
  timeoutSeconds: numberText,
  retries: numberText,
  fallbacks: z.array(z.string()),
  responses: cacheModeSchema,
  ttlSeconds: numberText,
  embeddings: cacheModeSchema,
  maxConcurrency: numberText,
  shadowPercentage: numberText,
  knowledgeSnapshot: numberText,
  workloadSize: workloadSchema.shape.workloadSize.unwrap(),
  scaleToZeroEnabled: z.boolean(),
  minWorkers: numberText,
  maxWorkers: numberText,
};
const fieldsSchema = z.object(fields);
export type EntityValues = z.input<typeof fieldsSchema>;

/** What the form starts with; null for a new entity, which begins without traffic. */
export function valuesOfEntity(entity: ServedEntity | null): EntityValues {
  const text = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  const ms = entity?.timeoutMs ?? null;
  return {
    name: entity?.name ?? '',
    target: entity ? valuesOfTarget(entity.target) : emptyTarget,
    timeoutSeconds: ms === null ? '' : String(ms / 1000),
    retries: text(entity?.retries),
    fallbacks: entity?.fallbacks ?? [],
    responses: entity?.cache.responses ?? 'off',
    ttlSeconds: text(entity?.cache.responseTtlSeconds ?? 3600),
    embeddings: entity?.cache.embeddings ?? 'off',
    maxConcurrency: text(entity?.maxConcurrency),
    shadowPercentage: text(entity?.shadowPercentage ?? 0),
    knowledgeSnapshot: text(entity?.knowledgeSnapshot),
    workloadSize: entity?.workload.workloadSize ?? 'Small',
    scaleToZeroEnabled: entity?.workload.scaleToZeroEnabled ?? false,
    minWorkers: text(entity?.workload.minWorkers ?? 1),
    maxWorkers: text(entity?.workload.maxWorkers ?? 1),
  };
}

const numberFields = {
  timeoutSeconds: 'timeoutMs',
  retries: 'retries',
  ttlSeconds: 'responseTtlSeconds',
  maxConcurrency: 'maxConcurrency',
  shadowPercentage: 'shadowPercentage',
  knowledgeSnapshot: 'knowledgeSnapshot',
  minWorkers: 'minWorkers',
  maxWorkers: 'maxWorkers',
} as const;

/** `trafficPercentage` is not in the form: the sliders decide it. `others`: names that are taken. */
export function entityFormSchema(trafficPercentage: number, others: readonly string[]) {
  const name = fields.name.refine((text) => !others.includes(text), {
    error: ({ input }) => `Another served entity is called "${String(input).trim()}" already.`,
  });
  return fieldsSchema.extend({ name }).transform((values, context): ServedEntity => {
    const parsed = servedEntitySchema.safeParse({ ...inputOf(values), trafficPercentage });
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [fieldOf(path)], message });
    }
    return z.NEVER;
  });
}

function inputOf(values: z.output<typeof fieldsSchema>) {
  const number = (text: string) => (text === '' ? null : Number(text));
  const timeout = number(values.timeoutSeconds);
  return {
    name: values.name,
    target: values.target,
    shadowPercentage: number(values.shadowPercentage) ?? 0,
    timeoutMs: timeout === null ? null : Math.round(timeout * 1000),
    retries: number(values.retries),
    fallbacks: values.fallbacks,
    cache: {
      responses: values.responses,
      responseTtlSeconds: number(values.ttlSeconds) ?? undefined,
      embeddings: values.embeddings,
    },
    maxConcurrency: number(values.maxConcurrency),
    knowledgeSnapshot: number(values.knowledgeSnapshot),
    workload: {
      workloadSize: values.workloadSize,
      scaleToZeroEnabled: values.scaleToZeroEnabled,
      minWorkers: number(values.minWorkers) ?? undefined,
      maxWorkers: number(values.maxWorkers) ?? undefined,
    },
  };
}

/** The form's field for a path of the served entity, e.g. `ttlSeconds` for `cache.responseTtlSeconds`. */
function fieldOf(path: readonly PropertyKey[]): string {
  const last = String(path.at(-1) ?? 'name');
  return (
    Object.entries(numberFields).find(([, property]) => property === last)?.[0] ?? String(path[0] ?? 'name')
  );
}
