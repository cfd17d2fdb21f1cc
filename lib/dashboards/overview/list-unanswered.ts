import { assertMay, type Caller, may, reachOf } from '../../access/index.ts';
import { queryMetrics } from '../../monitoring/index.ts';
import type { OverviewQuery, Unanswered } from '../overview-schemas.ts';
import { keepReadings, rangeKey } from './keep-readings.ts';
import { declinedQuestions } from './overview-store.ts';

const shown = 20;
/** Bounds the work: the newest ones say what is missing now. */
const examined = 5000;

/**
 * Questions that found no answer, those asked most first. Without `inferences.read` only how many there were. Shared as the
 * overview is.
 */
export const listUnanswered = keepReadings(composeUnanswered, rangeKey);

async function composeUnanswered(caller: Caller, query: OverviewQuery): Promise<Unanswered> {
  assertMay(caller, 'dashboards.read');
  const { from, to, endpoint, environment } = query;
  const metrics = await queryMetrics(caller, { from, to, endpoint, environment, groupBy: 'none' });
  const count = metrics.totals.declined;
  if (!may(caller, 'inferences.read')) return { count, questions: null, examined: null };
  const rows = await declinedQuestions(
    {
      reach: reachOf(caller, 'inferences.read'),
      endpoint,
      environment,
      from: new Date(from),
      to: new Date(to),
    },
    { examine: examined, limit: shown },
  );
  const looked = rows[0]?.examined ?? 0;
  return {
    count,
    questions: rows.map(({ question, count: asked, endpoint: name, last_at, request_id }) => ({
      question: question.slice(0, 300),
      count: asked,
      endpoint: name,
      lastAt: last_at.toISOString(),
      requestId: request_id,
    })),
    examined: looked >= examined ? looked : null,
  };
}
