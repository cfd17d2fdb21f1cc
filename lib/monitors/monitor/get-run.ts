import { type Caller, reachOf } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import { columnLabel, describeColumn, isColumnKey } from '../columns.ts';
import { type DriftFinding, driftFindingSchema } from '../drift-schemas.ts';
import { questionsOf } from '../indexes/index-store.ts';
import type { ColumnDetail, ColumnDetailQuery, MonitorRunDetail } from '../monitor-schemas.ts';
import { columnProfileSchema } from '../profile-schemas.ts';
import { driftsOf, findColumn, findRun, type RunRow } from '../runs/read-store.ts';
import type { MonitorRow } from './monitor-store.ts';
import { presentRun, presentVerdicts } from './present-monitor.ts';
import { requireMonitor } from './require-monitor.ts';

/** One window with its verdicts, those of slices too. Throws `not_found`. */
export async function getRun(caller: Caller, monitorId: string, runId: string): Promise<MonitorRunDetail> {
  const { monitor, run } = await requireRun(caller, monitorId, runId);
  const drifts = await driftsOf([run.id], { slices: true });
  return {
    monitor: { id: monitor.id, name: monitor.name, endpoint: monitor.endpointName },
    run: {
      ...presentRun(run),
      baselineStart: run.baselineStart?.toISOString() ?? null,
      baselineEnd: run.baselineEnd?.toISOString() ?? null,
      baselineSampled: run.baselineSampled,
      slicesLeft: run.slicesLeft,
    },
    verdicts: presentVerdicts(drifts),
  };
}

/** One column of a window with both distributions. Throws `not_found`. */
export async function getColumn(
  caller: Caller,
  monitorId: string,
  { runId, column, slice }: ColumnDetailQuery & { runId: string },
): Promise<ColumnDetail> {
  const { run } = await requireRun(caller, monitorId, runId);
  const found = await findColumn(run.id, slice, column);
  if (found === null) throw notFound('This column');
  const finding = found.finding === null ? null : driftFindingSchema.parse(found.finding);
  return {
    column,
    label: columnLabel(column),
    unit: isColumnKey(column) ? (describeColumn(column).unit ?? null) : null,
    slice,
    profile: columnProfileSchema.parse(found.profile),
    finding,
    examples: finding === null ? [] : await examplesFor(caller, finding),
  };
}

/** With their questions, of requests that are still there and that the caller may read. */
async function examplesFor(caller: Caller, { examples }: DriftFinding): Promise<ColumnDetail['examples']> {
  const questions = await questionsOf(
    examples.map(({ requestId }) => requestId),
    reachOf(caller, 'inferences.read'),
  );
  return examples.flatMap(({ requestId, value }) => {
    const question = questions.get(requestId);
    return question === undefined ? [] : [{ requestId, question, value }];
  });
}

async function requireRun(
  caller: Caller,
  monitorId: string,
  runId: string,
): Promise<{ monitor: MonitorRow; run: RunRow }> {
  const monitor = await requireMonitor(caller, monitorId, 'dashboards.read');
  const run = await findRun(runId);
  if (run === null || run.monitorId !== monitor.id) throw notFound('This window');
  return { monitor, run };
}
