import type { Caller } from '../../../access/index.ts';
import { AppError, parseOrThrow } from '../../../platform/errors.ts';
import { log } from '../../../platform/log.ts';
import { deleteProvider, providerUses, saveProvider } from '../../../providers/index.ts';
import { providerInputSchema } from '../../../providers/schemas.ts';
import { storedProvider } from './keeps-provider.ts';
import type { ProviderPlan } from './plan-config.ts';

/**
 * Saves the providers of an endpoint's external models, does `work`, and removes those it made when that fails. Throws
 * `conflict` when a provider of such a name serves something else.
 */
export async function withProviders<T>(
  caller: Caller,
  endpoint: string,
  plans: readonly ProviderPlan[],
  work: () => Promise<T>,
): Promise<T> {
  for (const { name } of plans) await assertOurs(endpoint, name);
  const made: string[] = [];
  try {
    for (const plan of plans) {
      if (await save(caller, plan)) made.push(plan.name);
    }
    return await work();
  } catch (error) {
    await removeProviders(caller, made);
    throw error;
  }
}

async function assertOurs(endpoint: string, name: string): Promise<void> {
  const others = (await providerUses(name)).filter((use) => use !== `the endpoint ${endpoint}`);
  if (others.length === 0) return;
  throw new AppError(
    'conflict',
    `The external model would be kept as the provider "${name}", which serves ${others.join(', ')}. Give the served entity another name.`,
    { reason: 'already_exists' },
  );
}

/** @returns whether the provider is new. */
async function save(caller: Caller, { name, provider }: ProviderPlan): Promise<boolean> {
  const stored = await storedProvider(name);
  const { model, ...settings } = provider;
  const listed = stored?.models ?? [];
  const models = listed.some((known) => known.name === model) ? listed : [...listed, { name: model }];
  const allowPrivateNetwork = stored?.allowPrivateNetwork ?? false;
  const input = parseOrThrow(
    providerInputSchema,
    { name, ...settings, models, allowPrivateNetwork },
    'external model',
  );
  await saveProvider(caller, input);
  return stored === null;
}

/** Leaves those that something needs: a provider may serve elsewhere by now. */
export async function removeProviders(caller: Caller, names: Iterable<string>): Promise<void> {
  for (const name of names) {
    try {
      await deleteProvider(caller, name);
    } catch (error) {
      const expected =
        error instanceof AppError && ['conflict', 'forbidden', 'not_found'].includes(error.code);
      if (!expected) log.warn('a provider of an external model was left behind', { provider: name, error });
    }
  }
}
