import { z } from 'zod';
import { assertMay, type Caller, systemCaller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { getEndpoint } from '../serving/index.ts';
import { type AlertDetail, type AlertEvent, alertDetailSchema } from './alert-schemas.ts';
import { type AlertRow, documentAt, eventsOf, findAlert, prisma, silencesNow } from './alert-store.ts';
import { changesAround } from './changes-around.ts';
import { presentAlert, presentEvent } from './present-alert.ts';
import { requireAlert } from './require-alert.ts';
import { rowsHref } from './rows-href.ts';
import { mayAtRule } from './rule-place.ts';
import { type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';
import { seeAlso } from './see-also.ts';
import { sourceOf } from './source-of.ts';

/** An alert with its timeline, what changed around its start, and the rows behind it. Throws `not_found`. */
export async function getAlert(caller: Caller, id: string): Promise<AlertDetail> {
  assertMay(caller, 'dashboards.read');
  const row = await requireAlert(caller, await findAlert(prisma(), id), 'dashboards.read');
  const [silences, events, document, changes, mayAcknowledge] = await Promise.all([
    silencesNow(),
    eventsOf(id),
    documentOf(row),
    changesOf(row),
    mayAtRule(caller, 'alerts.acknowledge', row.endpointName),
  ]);
  const fired = {
    ...row,
    endpoint: row.endpointName,
    labels: z.record(z.string(), z.string()).parse(row.labels),
  };
  const source = await sourceOf(document, fired);
  return alertDetailSchema.parse({
    ...presentAlert(row, silences),
    description: document?.description ?? '',
    runbook: document?.runbook ?? '',
    timeline: [...events.map(presentEvent), ...changes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    rowsHref: rowsHref(document, fired, source, new Date()),
    seeAlso: seeAlso(document, fired, source),
    action: actionOf(row),
    may: { acknowledge: mayAcknowledge },
  });
}

async function documentOf(row: AlertRow): Promise<RuleDocument | null> {
  const parsed = ruleDocumentSchema.safeParse(await documentAt(row.ruleId, row.ruleRevision));
  return parsed.success ? parsed.data : null;
}

/** Whoever sees the alert sees what changed around it, as with marks on charts; the history itself needs more. */
async function changesOf({ endpointName, startedAt, resolvedAt }: AlertRow): Promise<AlertEvent[]> {
  if (endpointName === null) return [];
  try {
    const endpoint = await getEndpoint(systemCaller('alerts'), endpointName);
    return changesAround(endpoint, startedAt, resolvedAt);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return [];
    throw error;
  }
}

function actionOf({ actionState, action }: AlertRow): AlertDetail['action'] {
  if (actionState === null) return null;
  const known = z.object({ kind: z.string(), message: z.string().default('') }).parse(action);
  return { ...known, state: actionState };
}
