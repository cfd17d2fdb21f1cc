import { stringify } from 'csv-stringify/sync';
import type { Caller } from '../../access/index.ts';
import { inTurns } from '../../platform/in-turns.ts';
import type { OverviewExportQuery, UsedDocument } from '../overview-schemas.ts';
import { type ReportContent, readReport } from '../reports/report-content.ts';

export interface ExportedFile {
  name: string;
  mediaType: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/** Drawing takes the processor: answers of others go on between two reports. */
const turn = inTurns(1);

/** The overview as it is shown, to take along: exact figures for spreadsheets, or a report on paper. */
export async function exportOverview(caller: Caller, query: OverviewExportQuery): Promise<ExportedFile> {
  const { from, to, endpoint, environment, timeZone, format } = query;
  const scope = { from: new Date(from), to: new Date(to), endpoint, environment, timeZone };
  const content = await readReport(caller, 'Overview', scope);
  if (format === 'csv') {
    return { name: 'overview.csv', mediaType: 'text/csv; charset=utf-8', content: csvOf(content) };
  }
  const { drawReport } = await import('../pdf/draw-report.ts');
  return {
    name: 'overview.pdf',
    mediaType: 'application/pdf',
    content: await turn(() => drawReport(content)),
  };
}

type Line = { section: string; name: string; at: string; value: string | number | null; unit: string };

const columns = ['section', 'name', 'at', 'value', 'unit'] as const;

/** One value a line, exact: figures of the range and the one before, points of charts, objectives, budgets, documents. */
export function csvOf({ overview, objectives, documents }: ReportContent): string {
  const lines: Line[] = [
    {
      section: 'verdict',
      name: overview.verdict.word,
      at: overview.at,
      value: overview.verdict.facts,
      unit: '',
    },
    ...overview.problems.map(({ kind, text }) => ({
      section: 'problem',
      name: kind,
      at: '',
      value: text,
      unit: '',
    })),
    ...figureLines('now', overview.to, overview.now),
    ...figureLines('previous', overview.from, overview.previous),
    ...(overview.metrics.groups[0]?.points ?? []).flatMap((point) => [
      { section: 'series', name: 'requests', at: point.at, value: point.requests, unit: 'requests' },
      { section: 'series', name: 'errors', at: point.at, value: point.errors, unit: 'requests' },
      { section: 'series', name: 'declined', at: point.at, value: point.declined, unit: 'requests' },
      {
        section: 'series',
        name: 'latency P50',
        at: point.at,
        value: point.latency.total?.p50 ?? null,
        unit: 'ms',
      },
      {
        section: 'series',
        name: 'latency P95',
        at: point.at,
        value: point.latency.total?.p95 ?? null,
        unit: 'ms',
      },
      { section: 'series', name: 'thumbs up', at: point.at, value: point.thumbsUp, unit: 'ratings' },
      { section: 'series', name: 'thumbs down', at: point.at, value: point.thumbsDown, unit: 'ratings' },
      { section: 'series', name: 'cost', at: point.at, value: point.cost, unit: 'nano-dollars' },
    ]),
    ...objectives.flatMap(({ endpoint, name, status }) => [
      { section: 'objective', name: `${endpoint}: ${name}`, at: '', value: status.value, unit: 'share' },
      {
        section: 'budget left',
        name: `${endpoint}: ${name}`,
        at: '',
        value: status.budgetLeft,
        unit: 'share',
      },
    ]),
    ...overview.budgets.flatMap(({ endpoint, period, used, amount, periodEnd }) => {
      const budget = { section: 'budget', at: periodEnd, unit: 'nano-dollars' };
      return [
        { ...budget, name: `${endpoint}, ${period}: used`, value: used },
        { ...budget, name: `${endpoint}, ${period}: allowed`, value: amount },
      ];
    }),
    ...documentLines('document', documents.mostUsed),
    ...documentLines('disliked document', documents.mostDisliked),
    ...documentLines('stale document', documents.stale),
  ];
  // escape_formulas keeps a name that begins with "=" from running in somebody's spreadsheet.
  return stringify(lines, { header: true, columns: [...columns], escape_formulas: true });
}

function documentLines(section: string, documents: readonly UsedDocument[]): Line[] {
  return documents.flatMap(({ name, knowledge, publishedAt, cited, liked, disliked }) => {
    const document = { section, name: `${knowledge}: ${name ?? 'deleted'}`, at: publishedAt ?? '' };
    return [
      { ...document, value: cited, unit: 'answers' },
      { ...document, value: liked, unit: 'thumbs up' },
      { ...document, value: disliked, unit: 'thumbs down' },
    ];
  });
}

function figureLines(section: string, at: string, figures: ReportContent['overview']['now']): Line[] {
  const line = (name: string, value: Line['value'], unit: string): Line => ({
    section,
    name,
    at,
    value,
    unit,
  });
  return [
    line('requests', figures.requests, 'requests'),
    line('errors', figures.errors, 'requests'),
    line('declined', figures.declined, 'requests'),
    line('refused', figures.refused, 'requests'),
    line('latency P50', figures.p50, 'ms'),
    line('latency P95', figures.p95, 'ms'),
    line('satisfaction', figures.satisfaction?.value ?? null, 'share'),
    line('satisfaction, lower bound', figures.satisfaction?.low ?? null, 'share'),
    line('satisfaction, upper bound', figures.satisfaction?.high ?? null, 'share'),
    line('ratings', figures.satisfaction?.ratings ?? 0, 'ratings'),
    line('cost', figures.spent, 'nano-dollars'),
    line('cost per helpful answer', figures.perHelpful, 'nano-dollars'),
  ];
}
