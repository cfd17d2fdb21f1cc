/** The target in force, in memory: the export asks nobody while nothing changes. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { unseal } from '../../platform/crypto.ts';
import { onChange } from '../../platform/events.ts';
import { log } from '../../platform/log.ts';
import { otlpProtocolSchema } from '../schemas.ts';
import { envTarget } from './env-target.ts';
import { findSetting, type SettingRow } from './setting-store.ts';
import type { OtlpTarget } from './target.ts';

const headersSchema = z.record(z.string(), z.string());

export function sealedHeadersOf(row: Pick<SettingRow, 'sealedHeaders'> | null): Record<string, string> {
  if (!row?.sealedHeaders) return {};
  return headersSchema.parse(JSON.parse(unseal('otlp-headers', row.sealedHeaders)));
}

/** The environment goes first. Null without either. */
export async function loadTarget(): Promise<OtlpTarget | null> {
  return envTarget() ?? consoleTarget(await findSetting());
}

function consoleTarget(row: SettingRow | null): OtlpTarget | null {
  if (row === null) return null;
  const { enabled, endpoint, sampleRatio, includeContent, allowPrivateNetwork, traceUrl } = row;
  return {
    source: 'console',
    enabled: enabled && readable(row),
    endpoint,
    protocol: otlpProtocolSchema.parse(row.protocol),
    compression: 'gzip',
    headers: readable(row) ? sealedHeadersOf(row) : {},
    sampleRatio,
    includeContent,
    allowPrivateNetwork,
    traceUrl,
  };
}

/** Sealed under a secret that is gone: without its headers a collector would only refuse. */
function readable(row: SettingRow): boolean {
  try {
    sealedHeadersOf(row);
    return true;
  } catch {
    log.error(
      'the headers of the OTLP collector cannot be read, because SLIPWAY_SECRET changed: enter them again',
    );
    return false;
  }
}

/**
 * Calls `use` with the target now and after each change of it. Gives how to stop. A change that left it as it was (the echo of
 * one that is in use already) starts no exporter anew.
 */
export async function followTarget(use: (target: OtlpTarget | null) => void): Promise<() => void> {
  let used: OtlpTarget | null | undefined;
  const load = async () => {
    const loaded = await loadTarget();
    const target = loaded?.enabled ? loaded : null;
    if (isDeepStrictEqual(target, used)) return;
    used = target;
    use(target);
  };
  const stop = await onChange((change) => {
    if (change !== null && change.topic !== 'telemetry') return;
    load().catch((error: unknown) => log.warn('the settings of telemetry could not be read', { error }));
  });
  await load();
  return stop;
}
