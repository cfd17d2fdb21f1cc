import { z } from 'zod';
import { assertMay, type Caller, principalsOf, reachOf } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { findInferencePage, type PagePosition, type PositionedRow, type Readable } from './page-store.ts';
import { toSummary } from './rows.ts';
import type { InferencePage, InferencePageQuery } from './schemas.ts';
import { withholdSummaries } from './withhold.ts';

const positionSchema = z.tuple([z.string().max(64), z.uuid()]);

function encodeCursor(row: PositionedRow): string {
  return Buffer.from(JSON.stringify([row.sort_value, row.id])).toString('base64url');
}

function decodeCursor(cursor: string): PagePosition {
  try {
    const [value, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (!Number.isFinite(Number(value)) && !z.uuid().safeParse(value).success) throw new Error('no position');
    return { value, id };
  } catch {
    throw new AppError('invalid', 'The cursor is not one of ours. Start from the first page.');
  }
}

/** One page of the inference log, newest first unless sorted otherwise; question and answer cut to 300 characters. */
export function listInferences(caller: Caller, query: InferencePageQuery): Promise<InferencePage> {
  return readPage(caller, query, 'start');
}

/** The same page with whole questions and answers, for exports. */
export async function readPage(
  caller: Caller,
  query: InferencePageQuery,
  text: 'start' | 'whole',
): Promise<InferencePage> {
  assertMay(caller, 'inferences.read');
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
  const rows = await findInferencePage(query, readableBy(caller), { after, text });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await withholdSummaries(caller, shown.map(toSummary)),
    next: rows.length > query.limit && last ? encodeCursor(last) : null,
  };
}

export function readableBy(caller: Caller): Readable {
  return { reach: reachOf(caller, 'inferences.read'), principals: principalsOf(caller) };
}
