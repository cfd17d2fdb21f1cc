import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { extractiveProviderName } from '../chain/schemas.ts';
import { seal } from '../platform/crypto.ts';
import { assertEgressAllowed, currentAllowance } from '../platform/egress.ts';
import { AppError } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { forgetProvider } from './open-providers.ts';
import { presentProvider } from './present-provider.ts';
import { recordPrices } from './prices/record-prices.ts';
import {
  needsKey,
  type ProviderInput,
  type ProviderSummary,
  providerSettingsSchema,
  vendorAddress,
} from './schemas.ts';
import {
  findProvider,
  insertProvider,
  lockProvider,
  type ProviderRow,
  transaction,
  updateProvider,
} from './store.ts';

interface Precondition {
  /** `updatedAt` as the caller last read it; `*` for any that exists. Absent changes whatever is stored. */
  ifMatch?: string | null;
}

/**
 * Adds a provider or changes the one of that name. An absent key keeps the stored one, an empty key removes it; calls in
 * flight end with the key they began with. Throws `invalid` for an address that may not be called or a key that is
 * missing, and `conflict` when the provider is no longer as `ifMatch` says.
 */
export async function saveProvider(
  caller: Caller,
  input: ProviderInput,
  { ifMatch = null }: Precondition = {},
): Promise<ProviderSummary> {
  assertMay(caller, 'providers.write');
  if (input.name === extractiveProviderName) {
    throw new AppError(
      'invalid',
      `"${extractiveProviderName}" is built in and cannot be changed. Choose another name.`,
    );
  }
  const baseUrl = addressOf(input);
  assertEgressAllowed(new URL(baseUrl), currentAllowance(input.allowPrivateNetwork));
  const saved = await transaction(async (tx) => {
    await lockProvider(tx, input.name);
    const before = await findProvider(tx, input.name);
    if (ifMatch !== null) assertUnchanged(before, ifMatch, input.name);
    assertKeyStays(before, input, baseUrl);
    assertKeyGiven(before, input);
    const values = {
      kind: input.kind,
      payload: input.kind === 'invocations' ? input.payload : 'messages',
      baseUrl,
      settings: providerSettingsSchema.parse(input),
      models: input.models,
      allowPrivateNetwork: input.allowPrivateNetwork,
      ...(input.apiKey !== undefined && {
        sealedKey: input.apiKey === '' ? null : seal('provider-key', input.apiKey),
      }),
    };
    const row = before
      ? await updateProvider(tx, before.id, values)
      : await insertProvider(tx, { id: newId(), name: input.name, ...values });
    const summary = presentProvider(row);
    const listed = before === null ? [] : presentProvider(before).models;
    await recordPrices(tx, row.id, listed, summary.models, row.updatedAt);
    await recordAudit(tx, caller, {
      action: before ? 'provider.updated' : 'provider.created',
      subject: { kind: 'provider', id: row.id, name: row.name },
      ...(before && { before: auditView(before) }),
      after: { ...auditView(row), keyChanged: input.apiKey !== undefined },
    });
    await publishChange(tx, { topic: 'provider', key: row.name });
    return summary;
  });
  forgetProvider(input.name);
  return saved;
}

/** A base URL is continued and loses its slashes; the whole address of an `/invocations` is called as it stands. */
function addressOf(input: ProviderInput): string {
  if (input.kind === 'invocations') return input.baseUrl;
  const address = input.baseUrl ?? vendorAddress(input.kind, providerSettingsSchema.parse(input));
  if (address === null) throw new AppError('invalid', 'Give the address of the provider.');
  return address.replace(/\/+$/, '');
}

function assertUnchanged(before: ProviderRow | null, ifMatch: string, name: string): void {
  const known = ifMatch.trim().replace(/^(W\/)?"(.*)"$/, '$2');
  if (before !== null && (known === '*' || before.updatedAt.toISOString() === known)) return;
  throw new AppError(
    'conflict',
    before === null
      ? `The provider "${name}" is no longer there. Reload, and add it again if it is needed.`
      : `The provider "${name}" was changed by somebody else since you opened it. Reload to see the change, then make yours again.`,
    { reason: 'changed_since' },
  );
}

/** Whoever may change the address but never knew the key must not have it sent somewhere new. */
function assertKeyStays(before: ProviderRow | null, input: ProviderInput, baseUrl: string): void {
  if (before === null || before.sealedKey === null || input.apiKey !== undefined) return;
  if (new URL(before.baseUrl).origin === new URL(baseUrl).origin) return;
  throw new AppError(
    'invalid',
    'The address moved to another server. Enter the key again, so that the stored one is not sent there.',
    { issues: [{ path: 'apiKey', message: 'Enter the key for the new address.' }], reason: 'key_required' },
  );
}

function assertKeyGiven(before: ProviderRow | null, { kind, apiKey }: ProviderInput): void {
  if (!needsKey(kind) || (apiKey ?? '') !== '') return;
  if (apiKey === undefined && before !== null && before.sealedKey !== null) return;
  const message = kind === 'bedrock' ? 'Enter the secret access key.' : 'Enter the key.';
  throw new AppError('invalid', `A provider of this kind answers nobody without a key. ${message}`, {
    issues: [{ path: 'apiKey', message }],
    reason: 'key_required',
  });
}

function auditView(row: ProviderRow) {
  const { kind, payload, baseUrl, settings, models, allowPrivateNetwork, sealedKey } = row;
  return { kind, payload, baseUrl, settings, models, allowPrivateNetwork, hasKey: sealedKey !== null };
}
