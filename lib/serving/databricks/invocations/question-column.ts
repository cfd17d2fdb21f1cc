import { AppError } from '../../../platform/errors.ts';
import type { DataRecord } from './body.ts';

/** Names under which a column is the question, the likeliest first. */
const questionNames = ['question', 'query', 'prompt', 'input'] as const;

/**
 * The column that asks: one of the usual names, else the only column of texts. Throws `invalid` when it cannot be told.
 */
export function questionColumn(records: readonly DataRecord[]): string {
  const columns = new Set(records.flatMap((record) => Object.keys(record)));
  const named = questionNames.find((name) => columns.has(name));
  if (named !== undefined) return named;
  const texts = [...columns].filter((name) => isText(records, name));
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return only;
  const found = columns.size === 0 ? 'There are no columns' : `The columns are ${listed(columns)}`;
  throw new AppError(
    'invalid',
    `Which column is the question? ${found}. Name one of them ${questionNames.join(', ')}, or send a single column of texts.`,
    { reason: 'invalid_inputs' },
  );
}

function isText(records: readonly DataRecord[], name: string): boolean {
  const values = records
    .map((record) => record[name])
    .filter((value) => value !== null && value !== undefined);
  return values.length > 0 && values.every((value) => typeof value === 'string');
}

function listed(columns: ReadonlySet<string>): string {
  const shown = [...columns].slice(0, 10).map((name) => `"${name.slice(0, 63)}"`);
  return `${shown.join(', ')}${columns.size > shown.length ? ' …' : ''}`;
}
