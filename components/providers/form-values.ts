/** The provider form: text as people type it, checked and turned into what the API takes. */
import { z } from 'zod';
import {
  invocationPayloadSchema,
  type Price,
  type ProviderInput,
  type ProviderSummary,
  providerInputSchema,
  providerNameSchema,
} from '#lib/providers/schemas.ts';
import { dollarsPerMillion, nanoPerToken } from './price.ts';

/** Token classes in the order of the form, with what an empty field of the class costs: the class named here. */
export const priceClasses = [
  { name: 'input', label: 'Input', fallback: null },
  { name: 'output', label: 'Output', fallback: null },
  { name: 'cachedInput', label: 'Cached input', fallback: 'input' },
  { name: 'cacheWrite', label: 'Cache write', fallback: 'input' },
  { name: 'reasoning', label: 'Reasoning', fallback: 'output' },
] as const satisfies readonly { name: keyof Price; label: string; fallback: keyof Price | null }[];

const priceText = z
  .string()
  .trim()
  .refine((text) => text === '' || nanoPerToken(text) !== null, {
    message: 'Enter dollars with at most three decimals, for example 0.15.',
  });

const modelSchema = z
  .object({
    name: z.string().trim().min(1, 'Name the model.').max(200),
    input: priceText,
    output: priceText,
    cachedInput: priceText,
    cacheWrite: priceText,
    reasoning: priceText,
  })
  .superRefine((model, context) => {
    const given = priceClasses.some(({ name }) => model[name] !== '');
    for (const name of ['input', 'output'] as const) {
      if (!given || model[name] !== '') continue;
      context.addIssue({ code: 'custom', path: [name], message: 'Needed as soon as one price is given.' });
    }
  });
export type ModelValues = z.infer<typeof modelSchema>;

export const providerFormSchema = z.object({
  name: providerNameSchema,
  kind: providerInputSchema.shape.kind.unwrap(),
  payload: invocationPayloadSchema,
  baseUrl: providerInputSchema.shape.baseUrl,
  apiKey: z.string().max(1000),
  /** Forgets the stored key. */
  removeKey: z.boolean(),
  models: z.array(modelSchema).max(200),
  allowPrivateNetwork: z.boolean(),
});
export type ProviderValues = z.infer<typeof providerFormSchema>;

export const emptyModel: ModelValues = {
  name: '',
  input: '',
  output: '',
  cachedInput: '',
  cacheWrite: '',
  reasoning: '',
};

/** What the form starts with; null for a new provider. The key is never read back. */
export function valuesOf(provider: ProviderSummary | null): ProviderValues {
  return {
    name: provider?.name ?? '',
    kind: provider === null || provider.kind === 'extractive' ? 'openai-compatible' : provider.kind,
    payload: provider?.payload ?? 'messages',
    baseUrl: provider?.baseUrl ?? '',
    apiKey: '',
    removeKey: false,
    models: provider?.models.map(({ name, price }) => ({ ...emptyModel, ...textOf(price), name })) ?? [],
    allowPrivateNetwork: provider?.allowPrivateNetwork ?? false,
  };
}

function textOf(price: Price | undefined): Partial<ModelValues> {
  if (price === undefined) return {};
  return Object.fromEntries(priceClasses.map(({ name }) => [name, dollarsPerMillion(price[name])]));
}

/** An empty key keeps the stored one unless it is to be removed. */
export function inputOf(values: ProviderValues): ProviderInput {
  const { apiKey, removeKey, models, ...rest } = values;
  return {
    ...rest,
    ...(removeKey ? { apiKey: '' } : apiKey !== '' && { apiKey }),
    models: models.map((model) => {
      const price = priceOf(model);
      return { name: model.name, ...(price && { price }) };
    }),
  };
}

/** Undefined when no price is given: the cost of such a model is not known. */
function priceOf(model: ModelValues): Price | undefined {
  const input = nanoPerToken(model.input);
  const output = nanoPerToken(model.output);
  if (input === null || output === null) return undefined;
  return {
    input,
    output,
    cachedInput: nanoPerToken(model.cachedInput) ?? input,
    cacheWrite: nanoPerToken(model.cacheWrite) ?? input,
    reasoning: nanoPerToken(model.reasoning) ?? output,
  };
}
