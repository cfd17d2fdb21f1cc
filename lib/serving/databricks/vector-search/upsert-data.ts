import { z } from 'zod';
import type { Caller } from '../../../access/index.ts';
import { addTexts, type IncomingText } from '../../../knowledge/index.ts';
import { AppError } from '../../../platform/errors.ts';
import { primaryKey } from './columns.ts';

const maxRows = 500;
const textColumns = ['text', 'content', 'page_content', 'chunk_text'] as const;

const rowSchema = z
  .object({
    [primaryKey]: z.union([z.string().trim().min(1).max(300), z.number().transform(String)]),
    title: z.string().trim().max(300).nullish(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullish(),
  })
  .loose();

interface Row {
  key: string;
  text: IncomingText | null;
  /** Columns that are not kept. */
  dropped: string[];
}

/**
 * `POST …/upsert-data`: each row becomes the document named by its key, or a new revision of it. Rows are accepted here and
 * indexed by a job a moment later. Of two rows with one key the later counts. Throws `not_found` and `invalid`.
 */
export async function upsertData(caller: Caller, name: string, inputsJson: string) {
  const rows = rowsOf(inputsJson);
  const latest = new Map(rows.flatMap(({ text }) => (text === null ? [] : [[text.name, text]])));
  const outcomes = await addTexts(caller, name, [...latest.values()]);
  const rejected = [...latest.keys()].filter((_, index) => outcomes[index]?.outcome === 'rejected');
  const failed = [...rows.flatMap(({ key, text }) => (text === null ? [key] : [])), ...rejected];
  const dropped = new Set(rows.flatMap((row) => row.dropped));
  return {
    status: statusOf(rows.length, failed.length),
    result: { success_row_count: rows.length - failed.length, failed_primary_keys: failed },
    slipway: {
      notes: [
        'Accepted; a job indexes the rows, and the next snapshot shows them.',
        ...(dropped.size === 0
          ? []
          : [`Not kept: ${[...dropped].join(', ')}. Kept are id, text, title and url.`]),
      ],
      documents: outcomes,
    },
  };
}

export function statusOf(rows: number, failed: number): 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE' {
  if (failed === 0) return 'SUCCESS';
  return failed < rows ? 'PARTIAL_SUCCESS' : 'FAILURE';
}

function rowsOf(inputsJson: string): Row[] {
  const list = z.array(z.record(z.string(), z.unknown())).safeParse(parsed(inputsJson));
  if (!list.success) throw refusal('inputs_json must hold a list of rows: [{"id": "a", "text": "…"}].');
  if (list.data.length === 0) throw refusal('inputs_json holds no row.');
  if (list.data.length > maxRows)
    throw refusal(`inputs_json holds ${list.data.length} rows; one call takes ${maxRows}.`);
  return list.data.map(toRow);
}

function toRow(given: Record<string, unknown>, index: number): Row {
  const parsedRow = rowSchema.safeParse(given);
  if (!parsedRow.success) {
    const [issue] = parsedRow.error.issues;
    const column = issue?.path.join('.') ?? '';
    throw refusal(`Row ${index} cannot be kept: its column "${column}" does not fit. Each row needs an id.`);
  }
  const { [primaryKey]: key, title, url, ...others } = parsedRow.data;
  const column = textColumns.find((name) => typeof others[name] === 'string');
  const dropped = Object.keys(others).filter((name) => name !== column);
  const text = column === undefined ? '' : String(others[column]);
  if (text.trim() === '') return { key, text: null, dropped };
  const markdown = title ? `# ${title}\n\n${text}` : text;
  return { key, dropped, text: { name: key, text: markdown, sourceUrl: url ?? null } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('inputs_json is not valid JSON.');
  }
}

function refusal(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'inputs_json', message }] });
}
