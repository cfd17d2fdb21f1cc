import { pool } from '../../platform/db.ts';

export interface QuotaUse {
  quota: string;
  subjectKind: string;
  measure: string;
  period: string;
  /** Of the subject nearest to its end; above 1 when exceeded. */
  share: number;
}

/** Read across features: what each quota's current period has used, at most 200 of them. */
export async function readQuotaUse(): Promise<QuotaUse[]> {
  const { rows } = await pool().query<QuotaUse>(
    `SELECT q.id AS quota, q.subject_kind AS "subjectKind", q.measure, q.period,
       coalesce(max(c.used::float8 / nullif(q.amount + coalesce(r.more, 0), 0)::float8), 0) AS share
     FROM quota q
     LEFT JOIN quota_counter c ON c.quota_id = q.id AND c.period_start <= now() AND c.period_end > now()
     LEFT JOIN LATERAL (SELECT sum(amount) AS more FROM quota_raise
       WHERE quota_id = q.id AND until > now()) r ON true
     WHERE q.enabled GROUP BY q.id ORDER BY share DESC LIMIT 200`,
  );
  return rows;
}
