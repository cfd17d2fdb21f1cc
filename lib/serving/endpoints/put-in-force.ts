import { recordAudit } from '../../audit/index.ts';
import { publishChange } from '../../platform/events.ts';
import type { Environment, ServedEntity } from '../schemas.ts';
import {
  type ConfigRow,
  changeEndpoint,
  clock,
  configOf,
  type EndpointRow,
  entitiesOf,
  insertConfig,
  type Tx,
} from './endpoint-store.ts';
import { supersedeSchedule } from './supersede-schedule.ts';

/** Who decided, as histories keep it: by id and name, so that the name outlives the account. */
export interface Author {
  id: string | null;
  name: string;
}

export interface Change {
  /** Who made the change; a schedule's steps are made by the system for the person who planned them. */
  actor: Parameters<typeof recordAudit>[1];
  author: Author;
  reason: string;
  ticket: string;
  details?: { description?: string; environment?: Environment };
  /** Absent keeps the configuration in force. */
  servedEntities?: ServedEntity[];
  rolledBackTo?: number;
  /** The transaction may have moved aliases and stages for this change before. */
  composed?: boolean;
  /** The schedule that makes the change; any other that is running ends. */
  scheduleId?: string;
}

/**
 * Changes a locked endpoint; served entities, which the caller has checked, become the next configuration number. Every
 * replica hears of it at the commit.
 */
export async function putInForce(
  tx: Tx,
  before: EndpointRow,
  change: Change,
): Promise<{ endpoint: EndpointRow; config: ConfigRow }> {
  const { actor, details, servedEntities, rolledBackTo, scheduleId } = change;
  const beforeConfig = await configOf(tx, before);
  const config = servedEntities ? await nextConfig(tx, before, { ...change, servedEntities }) : beforeConfig;
  const endpoint = await changeEndpoint(tx, before.id, { ...details, config: config.number });
  if (servedEntities) await supersedeSchedule(tx, endpoint, config, scheduleId ?? null);
  await recordAudit(tx, actor, {
    action: rolledBackTo === undefined ? 'endpoint.updated' : 'endpoint.rolled-back',
    subject: { kind: 'endpoint', id: endpoint.id, name: endpoint.name },
    before: auditView(before, beforeConfig),
    after: {
      ...auditView(endpoint, config),
      reason: change.reason,
      ticket: change.ticket,
      ...(rolledBackTo !== undefined && { rolledBackTo }),
      ...(scheduleId !== undefined && { scheduleId, plannedBy: change.author.name }),
    },
    ticket: change.ticket,
  });
  await publishChange(tx, { topic: 'endpoint', key: endpoint.name });
  return { endpoint, config };
}

async function nextConfig(
  tx: Tx,
  before: EndpointRow,
  {
    servedEntities,
    author,
    reason,
    ticket,
    rolledBackTo,
    composed,
  }: Change & { servedEntities: ServedEntity[] },
): Promise<ConfigRow> {
  const { now, transactionStart } = await clock(tx);
  return insertConfig(tx, {
    endpointId: before.id,
    number: before.config + 1,
    servedEntities,
    reason,
    ticket,
    rolledBackTo: rolledBackTo ?? null,
    movesSince: composed === true ? transactionStart : null,
    createdById: author.id,
    createdByName: author.name,
    createdAt: now,
  });
}

function auditView({ description, environment }: EndpointRow, config: ConfigRow) {
  return { config: config.number, description, environment, servedEntities: entitiesOf(config) };
}
