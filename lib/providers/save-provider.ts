import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { extractiveProviderName } from '../chain/schemas.ts';
import { seal } from '../platform/crypto.ts';
import { assertEgressAllowed } from '../platform/egress.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { forgetProvider } from './open-providers.ts';
import { presentProvider } from './present-provider.ts';
import type { ProviderInput, ProviderSummary } from './schemas.ts';
import {
  findProvider,
  insertProvider,
  lockProvider,
  type ProviderRow,
  transaction,
  updateProvider,
} from './store.ts';

/**
 * Adds a provider or changes the one of that name. An absent key keeps the stored one, an empty key removes it.
 * Throws `invalid` for an address that may not be called.
 */
export async function saveProvider(caller: Caller, input: ProviderInput): Promise<ProviderSummary> {
  assertMay(caller, 'providers.write');
  if (input.name === extractiveProviderName) {
    throw new AppError(
      'invalid',
      `"${extractiveProviderName}" is built in and cannot be changed. Choose another name.`,
    );
  }
  if (!input.allowPrivateNetwork) assertEgressAllowed(new URL(input.baseUrl));
  const saved = await transaction(async (tx) => {
    await lockProvider(tx, input.name);
    const before = await findProvider(tx, input.name);
    assertKeyStays(before, input);
    const values = {
      kind: input.kind,
      payload: input.payload,
      baseUrl: addressOf(input),
      models: input.models,
      allowPrivateNetwork: input.allowPrivateNetwork,
      ...(input.apiKey !== undefined && {
        sealedKey: input.apiKey === '' ? null : seal('provider-key', input.apiKey),
      }),
    };
    const row = before
      ? await updateProvider(tx, before.id, values)
      : await insertProvider(tx, { id: newId(), name: input.name, ...values });
    await recordAudit(tx, caller, {
      action: before ? 'provider.updated' : 'provider.created',
      subject: { kind: 'provider', id: row.id, name: row.name },
      ...(before && { before: auditView(before) }),
      after: { ...auditView(row), keyChanged: input.apiKey !== undefined },
    });
    await publishChange(tx, { topic: 'provider', key: row.name });
    return presentProvider(row);
  });
  forgetProvider(input.name);
  return saved;
}

/** A base URL is continued and loses its slashes; the whole address of an `/invocations` is called as it stands. */
function addressOf({ kind, baseUrl }: ProviderInput): string {
  return kind === 'invocations' ? baseUrl : baseUrl.replace(/\/+$/, '');
}

/** Whoever may change the address but never knew the key must not have it sent somewhere new. */
function assertKeyStays(before: ProviderRow | null, input: ProviderInput): void {
  if (before === null || before.sealedKey === null || input.apiKey !== undefined) return;
  if (new URL(before.baseUrl).origin === new URL(input.baseUrl).origin) return;
  throw new AppError(
    'invalid',
    'The address moved to another server. Enter the key again, so that the stored one is not sent there.',
    { issues: [{ path: 'apiKey', message: 'Enter the key for the new address.' }], reason: 'key_required' },
  );
}

function auditView({ kind, payload, baseUrl, models, allowPrivateNetwork, sealedKey }: ProviderRow) {
  return { kind, payload, baseUrl, models, allowPrivateNetwork, hasKey: sealedKey !== null };
}
