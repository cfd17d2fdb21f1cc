/** The provider form: text as people type it, checked and turned into what the API takes. */
import { z } from 'zod';
import {
  invocationPayloadSchema,
  needsKey,
  type Price,
  type ProviderInput,
  type ProviderSummary,
  providerInputSchema,
  providerKindSchema,
  providerNameSchema,
  vendorAddress,
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

const settingNames = [
  'organization',
  'project',
  'resourceName',
  'apiVersion',
  'region',
  'accessKeyId',
] as const;

const fieldsSchema = z.object({
  name: providerNameSchema,
  kind: providerKindSchema,
  payload: invocationPayloadSchema,
  /** Empty for the vendor's own address. */
  baseUrl: z.string().trim(),
  organization: z.string().trim(),
  project: z.string().trim(),
  resourceName: z.string().trim(),
  apiVersion: z.string().trim(),
  region: z.string().trim(),
  accessKeyId: z.string().trim(),
  apiKey: z.string().max(1000),
  hasKey: z.boolean(),
  /** Forgets the stored key. */
  removeKey: z.boolean(),
  models: z.array(modelSchema).max(200),
  allowPrivateNetwork: z.boolean(),
});
export type ProviderValues = z.infer<typeof fieldsSchema>;

/** Fields that the server's objections are put beside. */
export const fieldNames = ['name', 'baseUrl', 'apiKey', ...settingNames] as const;

/** Empty fields are absent to the API, whose own schema then says what a kind lacks. */
export const providerFormSchema = fieldsSchema.superRefine((values, context) => {
  if (needsKey(values.kind) && values.apiKey === '' && (!values.hasKey || values.removeKey)) {
    context.addIssue({ code: 'custom', path: ['apiKey'], message: 'A provider of this kind needs a key.' });
  }
  const checked = providerInputSchema.safeParse(inputDraft(values));
  for (const issue of checked.error?.issues ?? []) {
    const [field] = issue.path;
    if (typeof field !== 'string' || field === 'models') continue;
    context.addIssue({ code: 'custom', path: [field], message: messageOf(field, issue.message, values) });
  }
});

function messageOf(field: string, message: string, values: ProviderValues): string {
  const empty = field in values && values[field as keyof ProviderValues] === '';
  return empty && field !== 'resourceName' ? 'This is needed.' : message;
}

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
  const kind = provider === null || provider.kind === 'extractive' ? 'openai-compatible' : provider.kind;
  const settings = provider?.settings ?? {};
  const standard = vendorAddress(kind, settings);
  return {
    name: provider?.name ?? '',
    kind,
    payload: provider?.payload ?? 'messages',
    baseUrl: provider?.baseUrl === standard ? '' : (provider?.baseUrl ?? ''),
    organization: settings.organization ?? '',
    project: settings.project ?? '',
    resourceName: settings.resourceName ?? '',
    apiVersion: settings.apiVersion ?? '',
    region: settings.region ?? '',
    accessKeyId: settings.accessKeyId ?? '',
    apiKey: '',
    hasKey: provider?.hasKey ?? false,
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
  return providerInputSchema.parse(inputDraft(values));
}

/** Fields of other kinds are stripped by the schema. */
function inputDraft(values: ProviderValues): Record<string, unknown> {
  const { name, kind, payload, apiKey, removeKey, allowPrivateNetwork } = values;
  const given = (['baseUrl', ...settingNames] as const).filter((field) => values[field] !== '');
  return {
    name,
    kind,
    payload,
    allowPrivateNetwork,
    ...Object.fromEntries(given.map((field) => [field, values[field]])),
    ...(removeKey ? { apiKey: '' } : apiKey !== '' && { apiKey }),
    models: values.models.map((model) => {
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
