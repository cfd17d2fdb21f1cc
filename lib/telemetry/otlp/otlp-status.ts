import { assertMay, type Caller } from '../../access/index.ts';
import { readSnapshots } from '../prometheus/snapshot-store.ts';
import { type OtlpStatus, semconvVersion } from '../schemas.ts';
import { loadTarget } from './current-target.ts';
import { serviceName } from './resource.ts';
import { findSetting } from './setting-store.ts';

/** How traces and metrics are exported, and how that goes in each process. Values of headers are never told. */
export async function otlpStatus(caller: Caller): Promise<OtlpStatus> {
  assertMay(caller, 'telemetry.read');
  const [target, row, snapshots] = await Promise.all([loadTarget(), findSetting(), readSnapshots()]);
  return {
    source: target?.source ?? 'none',
    enabled: target?.enabled ?? false,
    endpoint: target?.endpoint ?? '',
    protocol: target?.protocol ?? 'http/protobuf',
    headerNames: target?.source === 'environment' ? Object.keys(target.headers) : (row?.headerNames ?? []),
    sampleRatio: target?.sampleRatio ?? 1,
    includeContent: target?.includeContent ?? false,
    allowPrivateNetwork: target?.allowPrivateNetwork ?? false,
    traceUrl: row?.traceUrl ?? null,
    serviceName: serviceName(),
    semconvVersion,
    processes: snapshots.flatMap(({ kind, processId, export: state }) =>
      state === null ? [] : [{ ...state, kind, process: processId.slice(-8) }],
    ),
  };
}

/** For the trace page, which whoever reads requests may open. */
export async function traceLinkTemplate(): Promise<{ traceUrl: string | null }> {
  return { traceUrl: (await findSetting())?.traceUrl ?? null };
}
