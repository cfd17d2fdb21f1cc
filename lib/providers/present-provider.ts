import { extractiveProviderName } from '../chain/schemas.ts';
import { extractiveModel } from './extractive/index.ts';
import {
  invocationPayloadSchema,
  type ProviderSummary,
  providerKindSchema,
  providerSettingsSchema,
  providerSummarySchema,
} from './schemas.ts';
import type { ProviderRow } from './store.ts';

const modelsSchema = providerSummarySchema.shape.models.catch([]);
const settingsSchema = providerSettingsSchema.catch({});

export function presentProvider(row: ProviderRow): ProviderSummary {
  return {
    id: row.id,
    name: row.name,
    kind: providerKindSchema.parse(row.kind),
    payload: invocationPayloadSchema.parse(row.payload),
    baseUrl: row.baseUrl,
    settings: settingsSchema.parse(row.settings),
    hasKey: row.sealedKey !== null,
    models: modelsSchema.parse(row.models),
    allowPrivateNetwork: row.allowPrivateNetwork,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The built-in provider has no row: it is always there and costs nothing. */
export function extractiveSummary(): ProviderSummary {
  const since = new Date(0).toISOString();
  return {
    id: extractiveProviderName,
    name: extractiveProviderName,
    kind: 'extractive',
    payload: 'messages',
    baseUrl: null,
    settings: {},
    hasKey: false,
    models: [{ name: extractiveModel }],
    allowPrivateNetwork: false,
    createdAt: since,
    updatedAt: since,
  };
}
