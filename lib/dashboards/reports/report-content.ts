import type { Caller } from '../../access/index.ts';
import { queryMetrics } from '../../monitoring/index.ts';
import type { Metrics } from '../../monitoring/schemas.ts';
import { listObjectives } from '../../objectives/index.ts';
import type { MeasuredObjective } from '../../objectives/schemas.ts';
import type { Environment } from '../../registry/schemas.ts';
import { readDocumentUse } from '../documents/read-document-use.ts';
import { marksBetween } from '../marks/marks-between.ts';
import { readOverview } from '../overview/read-overview.ts';
import type { ChartMark, DocumentUse, Overview } from '../overview-schemas.ts';

export interface ReportScope {
  from: Date;
  to: Date;
  endpoint: string | undefined;
  environment: Environment | undefined;
  /** Times are told in it. */
  timeZone: string;
}

/** Everything a report shows, read once, as far as its reader reaches. */
export interface ReportContent {
  title: string;
  scope: ReportScope;
  overview: Overview;
  metrics: Metrics;
  marks: ChartMark[];
  objectives: MeasuredObjective[];
  documents: DocumentUse;
}

const defaultStaleDays = 180;

export async function readReport(caller: Caller, title: string, scope: ReportScope): Promise<ReportContent> {
  const { endpoint, environment } = scope;
  const range = { from: scope.from.toISOString(), to: scope.to.toISOString(), endpoint, environment };
  const [overview, metrics, marks, objectives, documents] = await Promise.all([
    readOverview(caller, range),
    queryMetrics(caller, { ...range, groupBy: 'none' }),
    marksBetween(caller, range),
    listObjectives(caller, { endpoint, environment }),
    readDocumentUse(caller, { ...range, staleDays: defaultStaleDays }),
  ]);
  return { title, scope, overview, metrics, marks: marks.items, objectives: objectives.items, documents };
}
