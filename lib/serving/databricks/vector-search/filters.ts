import { z } from 'zod';
import type { Caller } from '../../../access/index.ts';
import { documentsNamed } from '../../../knowledge/index.ts';
import type { SearchFilters } from '../../../knowledge/schemas.ts';
import { AppError } from '../../../platform/errors.ts';
import { primaryKey } from './columns.ts';

const filterSchema = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1).max(200)]));

/**
 * `filters_json` with equality and lists of values: `{"id": ["a", "b"], "media_type": "text/markdown"}`. Throws `invalid` for
 * the operators and columns that passages cannot be filtered by.
 */
export async function filtersOf(
  caller: Caller,
  knowledge: string,
  text: string | null | undefined,
): Promise<SearchFilters> {
  if (!text) return {};
  const given = filterSchema.safeParse(parsed(text));
  if (!given.success) {
    throw refusal('filters_json must hold an object of columns and values, e.g. {"id": ["a", "b"]}.');
  }
  const filters: SearchFilters = {};
  for (const [column, value] of Object.entries(given.data)) {
    const values = [value].flat();
    const [only] = values;
    if (column === primaryKey) {
      const found = await documentsNamed(caller, knowledge, values);
      filters.documentIds = narrowed(filters.documentIds, [...found.values()]);
    } else if (column === 'document_id') {
      filters.documentIds = narrowed(filters.documentIds, values);
    } else if (column === 'media_type' && only !== undefined && values.length === 1) filters.mediaType = only;
    else if (column === 'language' && only !== undefined && values.length === 1) filters.language = only;
    else {
      throw refusal(
        `Passages cannot be filtered by "${column.slice(0, 63)}". Filter by id or document_id (one or several), or by one ` +
          'media_type or language; operators such as < or NOT are not known.',
      );
    }
  }
  return filters;
}

function narrowed(before: string[] | undefined, ids: string[]): string[] {
  return before === undefined ? ids : before.filter((id) => ids.includes(id));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('filters_json is not valid JSON.');
  }
}

function refusal(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'filters_json', message }] });
}
