'use client';

import { ExportMenu } from '#components/ui/export-menu.tsx';
import type { InferenceQuery } from './queries.ts';

/** The rows the filters select, with whole questions and answers. */
export function InferenceExportMenu({ query }: { query: InferenceQuery }) {
  const { sort: _sort, order: _order, limit: _limit, cursor: _cursor, ...filters } = query;
  return <ExportMenu path="/api/inferences/export" filters={filters} />;
}
