import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { seal } from '../../platform/crypto.ts';
import { assertEgressAllowed, currentAllowance } from '../../platform/egress.ts';
import { AppError } from '../../platform/errors.ts';
import { publishChange } from '../../platform/events.ts';
import type { OtlpInput, OtlpStatus } from '../schemas.ts';
import { envTarget } from './env-target.ts';
import { otlpStatus } from './otlp-status.ts';
import { findSetting, type SettingRow, saveSetting, transaction } from './setting-store.ts';
import { addressOf } from './target.ts';

/**
 * Says where traces and metrics go, for every process from now on. Throws `conflict` when the environment says so, and
 * `invalid` for a private address that was not allowed.
 */
export async function saveOtlp(caller: Caller, input: OtlpInput): Promise<OtlpStatus> {
  assertMay(caller, 'telemetry.write');
  if (envTarget() !== null) {
    throw new AppError(
      'conflict',
      'The collector is set by OTEL_EXPORTER_OTLP_ENDPOINT. Change it there, or remove it to set one here.',
      { reason: 'set_by_environment' },
    );
  }
  const { headers, ...rest } = input;
  const endpoint = input.endpoint.replace(/\/+$/, '');
  assertEgressAllowed(addressOf({ endpoint }, 'traces'), currentAllowance(input.allowPrivateNetwork));
  await transaction(async (tx) => {
    const before = await findSetting(tx);
    assertNotRedirected(before, endpoint, headers);
    const row = await saveSetting(tx, {
      ...rest,
      endpoint,
      ...(headers === undefined
        ? { headerNames: before?.headerNames ?? [] }
        : { headerNames: headers.map(({ name }) => name), sealedHeaders: sealed(headers) }),
    });
    await recordAudit(tx, caller, {
      action: 'telemetry.updated',
      subject: { kind: 'telemetry', id: 'otlp', name: 'OpenTelemetry' },
      before: auditViewOf(before),
      after: { ...auditViewOf(row), headersChanged: headers !== undefined },
    });
    await publishChange(tx, { topic: 'telemetry', key: 'otlp' });
  });
  return otlpStatus(caller);
}

type Headers = NonNullable<OtlpInput['headers']>;

/** Kept headers go to the server they were entered for: whoever names another one enters them again. */
function assertNotRedirected(
  before: SettingRow | null,
  endpoint: string,
  headers: Headers | undefined,
): void {
  if (headers !== undefined || before === null || before.headerNames.length === 0) return;
  if (new URL(before.endpoint).origin === new URL(endpoint).origin) return;
  throw new AppError('invalid', 'The headers belong to another server. Enter them again for this one.', {
    reason: 'headers_needed',
    issues: [{ path: 'headers', message: 'Enter the headers for the new server.' }],
  });
}

function sealed(headers: Headers): Uint8Array<ArrayBuffer> | null {
  if (headers.length === 0) return null;
  const pairs = headers.map(({ name, value }) => [name, value] as const);
  return seal('otlp-headers', JSON.stringify(Object.fromEntries(pairs)));
}

function auditViewOf(row: SettingRow | null) {
  if (row === null) return {};
  const { enabled, endpoint, protocol, headerNames, sampleRatio, includeContent, allowPrivateNetwork } = row;
  const { traceUrl } = row;
  return {
    enabled,
    endpoint,
    protocol,
    headerNames,
    sampleRatio,
    includeContent,
    allowPrivateNetwork,
    traceUrl,
  };
}
