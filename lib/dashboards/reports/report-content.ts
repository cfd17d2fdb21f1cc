import type { Caller } from '../../access/index.ts';
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
  marks: ChartMark[];
  objectives: MeasuredObjective[];
  documents: DocumentUse;
}

const defaultStaleDays = 180;

export async function readReport(caller: Caller, title: string, scope: ReportScope): Promise<ReportContent> {
  const { endpoint, environment } = scope;
  const range = { from: scope.from.toISOString(), to: scope.to.toISOString(), endpoint, environment };
  const [overview, marks, objectives, documents] = await Promise.all([
    readOverview(caller, range),
    marksBetween(caller, range),
    listObjectives(caller, { endpoint, environment }),
    readDocumentUse(caller, { ...range, staleDays: defaultStaleDays }),
  ]);
  return { title, scope, overview, marks: marks.items, objectives: objectives.items, documents };
}
