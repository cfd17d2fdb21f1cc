/**
 * What a first start finds: an administrator, this product's own guide as a knowledge base, and an assistant that answers
 * from it behind the endpoint `assistant`. Every step looks first, so a start that was killed half-way is simply repeated.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Caller, ensureAdmin, ensureApiKey, systemCaller } from '../lib/access/index.ts';
import { defaultChain } from '../lib/chain/index.ts';
import { extractiveProviderName } from '../lib/chain/schemas.ts';
import { addDocuments, createKnowledge } from '../lib/knowledge/index.ts';
import { env } from '../lib/platform/env.ts';
import { AppError } from '../lib/platform/errors.ts';
import { createModel, getModel, moveAlias, registerVersion, transitionStage } from '../lib/registry/index.ts';
import { registerVersionSchema } from '../lib/registry/schemas.ts';
import { createEndpoint, dryRunChain } from '../lib/serving/index.ts';
import { servedEntitiesSchema } from '../lib/serving/schemas.ts';

const guideFolder = path.join(import.meta.dirname, '../docs');
const knowledge = 'guide';
const model = 'guide-assistant';
const endpoint = 'assistant';
const alias = 'champion';

/** For those who build Slipway, not for those who use it: the guide would answer questions with internals. */
const notGuide = new Set(['architecture.md']);

/** Runs a step whose result may be there already from a start that was cut off. */
async function unlessThere(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
  }
}

async function addGuide(caller: Caller): Promise<void> {
  await unlessThere(() =>
    createKnowledge(caller, {
      name: knowledge,
      description: 'How to use Slipway: the guide this product ships with.',
    }),
  );
  const names = (await readdir(guideFolder))
    .filter((name) => name.endsWith('.md') && !notGuide.has(name))
    .sort();
  const form = new FormData();
  for (const name of names) {
    const bytes = await readFile(path.join(guideFolder, name));
    form.append('files', new File([new Uint8Array(bytes)], name, { type: 'text/markdown' }));
  }
  await addDocuments(
    caller,
    knowledge,
    new Request('http://slipway.invalid/', { method: 'POST', body: form }),
  );
}

async function addAssistant(caller: Caller): Promise<void> {
  await unlessThere(() =>
    createModel(caller, {
      name: model,
      description: 'Answers questions about Slipway from its own guide.',
      tags: {},
    }),
  );
  const { versions, aliases, stages } = await getModel(caller, model);
  if (versions.length === 0) {
    const document = defaultChain({ knowledge, provider: extractiveProviderName, model: 'extractive-1' });
    const description = 'Answers offline from the latest snapshot of the guide, with citations.';
    // Untried: the guide is only now being read in.
    const version = registerVersionSchema.parse({ document, description, dryRun: 'skip' });
    await registerVersion(caller, model, version, dryRunChain);
  }
  const why = { reason: 'First version.', ticket: '' };
  if (stages.production.length === 0) {
    await transitionStage(caller, model, 1, { stage: 'production', archiveExisting: false, ...why });
  }
  if (!aliases.some((known) => known.alias === alias)) {
    await moveAlias(caller, model, alias, { version: 1, ...why });
  }
  await unlessThere(() =>
    createEndpoint(caller, {
      name: endpoint,
      description: 'The assistant people chat with.',
      environment: 'production',
      servedEntities: servedEntitiesSchema.parse([
        { name: alias, target: { by: 'alias', model, alias }, trafficPercentage: 100 },
      ]),
    }),
  );
}

export interface SeededAccount {
  email: string;
  /** The one-time password. `null` when the person set one, or has signed in already. */
  password: string | null;
}

/** Fills the database and returns the administrator's account. To be called until the first start is through. */
export async function seed(): Promise<SeededAccount> {
  const settings = env();
  const admin = await ensureAdmin({
    renewUnused: true,
    email: settings.SLIPWAY_ADMIN_EMAIL ?? 'admin@slipway.local',
    ...(settings.SLIPWAY_ADMIN_PASSWORD !== undefined && { password: settings.SLIPWAY_ADMIN_PASSWORD }),
  });
  if (settings.SLIPWAY_API_KEY !== undefined) {
    await ensureApiKey({ value: settings.SLIPWAY_API_KEY, ownerId: admin.id });
  }
  const caller = systemCaller('first start');
  await addGuide(caller);
  await addAssistant(caller);
  return { email: admin.email, password: admin.oneTimePassword };
}
