import { z } from 'zod';
import type { ChatTurn, InputValues } from '../../../chain/schemas.ts';
import { AppError, parseOrThrow } from '../../../platform/errors.ts';
import { chatCompletionRequestSchema, turnsOf } from '../../openai/schemas.ts';
import type { DataframeSplit, DataRecord, Invocation } from './body.ts';
import { recordSchema } from './body.ts';
import { questionColumn } from './question-column.ts';

/** One question as a row of a data frame asks it. */
export interface AskedRow {
  turns: ChatTurn[];
  inputs: InputValues;
}

/** Of one call: a call is answered whole, so it must end in reasonable time. */
export const maxRows = 100;

/**
 * The rows of a body in any of MLflow's forms. Throws `invalid` that names the row and the column which cannot be used.
 */
export function rowsOf(body: Invocation): AskedRow[] {
  const records = recordsOf(body);
  if (records.length === 0) throw invalid('There is no row in the request. Send at least one.');
  if (records.length > maxRows) {
    throw invalid(
      `There are ${records.length} rows; one call answers ${maxRows}. Send them in several calls.`,
    );
  }
  if (records.every((record) => Array.isArray(record.messages))) return records.map(conversation);
  const column = questionColumn(records);
  return records.map((record, index) => asked(record, index, column));
}

function recordsOf(body: Invocation): DataRecord[] {
  if (body.dataframe_records !== undefined) return body.dataframe_records;
  if (body.dataframe_split !== undefined) return ofSplit(body.dataframe_split);
  return ofInputs(body.instances ?? body.inputs);
}

function ofSplit({ columns, data }: DataframeSplit): DataRecord[] {
  return data.map((values, index) => {
    if (values.length !== columns.length) {
      throw invalid(`Row ${index} has ${values.length} values for ${columns.length} columns.`);
    }
    return Object.fromEntries(columns.map((column, at) => [column, values[at]]));
  });
}

/** A text, texts, records, a record of columns, or one record. */
function ofInputs(inputs: unknown): DataRecord[] {
  if (typeof inputs === 'string') return [{ question: inputs }];
  if (Array.isArray(inputs)) return inputs.map(ofItem);
  const columns = recordSchema.safeParse(inputs);
  if (!columns.success) {
    throw invalid(
      'inputs must be a text, a list of texts, a list of records, or a record of columns, ' +
        'e.g. {"question": ["First?", "Second?"]}.',
    );
  }
  const { messages, ...others } = columns.data;
  if (messages !== undefined) return [columns.data];
  return Object.values(others).some(Array.isArray) ? ofColumns(others) : [others];
}

function ofItem(item: unknown, index: number): DataRecord {
  if (typeof item === 'string') return { question: item };
  const record = recordSchema.safeParse(item);
  if (record.success) return record.data;
  throw invalid(`Row ${index} must be a text or a record.`);
}

function ofColumns(columns: DataRecord): DataRecord[] {
  const lists = Object.entries(columns).map(([name, values]): [string, unknown[]] => {
    if (!Array.isArray(values)) throw invalid(`Column "${name}" must be a list, as the other columns are.`);
    return [name, values];
  });
  const length = lists[0]?.[1].length ?? 0;
  const odd = lists.find(([, values]) => values.length !== length);
  if (odd !== undefined)
    throw invalid(`Column "${odd[0]}" has ${odd[1].length} values; others have ${length}.`);
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(lists.map(([name, values]) => [name, values[row]])),
  );
}

const messagesSchema = chatCompletionRequestSchema.pick({ messages: true });

/** A row of a chat agent: its messages, everything else being inputs. */
function conversation({ messages, ...others }: DataRecord, index: number): AskedRow {
  const parsed = parseOrThrow(messagesSchema, { messages }, `row ${index}`);
  return { turns: turnsOf({ ...parsed, model: '' }), inputs: inputsOf(others, index) };
}

function asked(record: DataRecord, index: number, column: string): AskedRow {
  const { [column]: question, ...others } = record;
  if (typeof question !== 'string' || question.trim() === '') {
    throw invalid(`Row ${index} asks nothing: its column "${column}" must be a text.`);
  }
  return { turns: [{ role: 'user', content: question }], inputs: inputsOf(others, index) };
}

const valueSchema = z.union([z.string(), z.number(), z.boolean()]);

/** Missing values of a data frame are nulls: the variable keeps its default. */
function inputsOf(record: DataRecord, index: number): InputValues {
  const given = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => {
      const parsed = valueSchema.safeParse(value);
      if (parsed.success) return [name, parsed.data];
      throw invalid(`Row ${index}: column "${name}" must be a text, a number, or true or false.`);
    }),
  );
}

function invalid(message: string): AppError {
  return new AppError('invalid', message, { reason: 'invalid_inputs' });
}
