import { everySubject, type QuotaMeasure, type QuotaPeriod, type QuotaStanding } from '../quota-schemas.ts';
import { toStanding } from './present-quotas.ts';
import { enabledQuotas } from './quota-store.ts';
import { standingsFor } from './standing-store.ts';

/** One quota at one endpoint: its own, or one that each endpoint has. */
export interface EndpointQuota {
  period: QuotaPeriod;
  standing: QuotaStanding;
}

/** How the quotas in force of these endpoints stand, those that nobody used yet included. Whoever asks checks who may see them. */
export async function endpointQuotas(
  endpoints: readonly string[],
  measure: QuotaMeasure,
): Promise<EndpointQuota[]> {
  const quotas = (await enabledQuotas()).filter(
    (quota) => quota.subjectKind === 'endpoint' && quota.measure === measure,
  );
  const pairs = quotas.flatMap(({ id, subjectId }) =>
    endpoints
      .filter((endpoint) => subjectId === endpoint || subjectId === everySubject)
      .map((subject) => ({ quotaId: id, subject })),
  );
  if (pairs.length === 0) return [];
  const periods = new Map(quotas.map(({ id, period }) => [id, period]));
  return (await standingsFor(pairs)).flatMap((row) => {
    const period = periods.get(row.quota_id);
    return period === undefined ? [] : [{ period, standing: toStanding(row) }];
  });
}
