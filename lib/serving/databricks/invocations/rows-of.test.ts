import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invocationSchema } from './body.ts';
import { maxRows, rowsOf } from './rows-of.ts';

const rows = (body: Record<string, unknown>) => rowsOf(invocationSchema.parse(body));
const questions = (body: Record<string, unknown>) => rows(body).map(({ turns }) => turns[0]?.content);

describe('the forms of MLflow', () => {
  test.each([
    ['a text', { inputs: 'One?' }, ['One?']],
    ['texts', { inputs: ['One?', 'Two?'] }, ['One?', 'Two?']],
    ['instances of texts', { instances: ['One?', 'Two?'] }, ['One?', 'Two?']],
    ['one record', { inputs: { question: 'One?' } }, ['One?']],
    ['records', { inputs: [{ query: 'One?' }, { query: 'Two?' }] }, ['One?', 'Two?']],
    ['columns', { inputs: { prompt: ['One?', 'Two?'] } }, ['One?', 'Two?']],
    ['dataframe_records', { dataframe_records: [{ input: 'One?' }, { input: 'Two?' }] }, ['One?', 'Two?']],
    [
      'dataframe_split with an index',
      { dataframe_split: { index: [7, 9], columns: ['text'], data: [['One?'], ['Two?']] } },
      ['One?', 'Two?'],
    ],
  ])('%s', (_name, body, expected) => {
    expect(questions(body)).toEqual(expected);
  });

  test('other columns become inputs; missing values are left out', () => {
    const body = { dataframe_records: [{ question: 'One?', tone: 'dry', size: 3, short: true, note: null }] };
    expect(rows(body)[0]?.inputs).toEqual({ tone: 'dry', size: 3, short: true });
  });

  test('the only column of texts asks, whatever it is called', () => {
    expect(questions({ dataframe_records: [{ ask: 'One?', size: 3 }] })).toEqual(['One?']);
    expect(() => rows({ dataframe_records: [{ ask: 'One?', tone: 'dry' }] })).toThrow(
      /Which column is the question\? The columns are "ask", "tone"/,
    );
  });

  test('rows of a chat agent carry their conversation', () => {
    const messages = [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi' },
      { role: 'user', content: 'One?' },
    ];
    for (const body of [
      { inputs: { messages } },
      { inputs: [{ messages }] },
      { dataframe_records: [{ messages, tone: 'dry' }] },
    ]) {
      expect(rows(body)[0]?.turns).toHaveLength(3);
      expect(rows(body)[0]?.turns[2]).toMatchObject({ role: 'user', content: 'One?' });
    }
  });

  test('split, records and columns of one frame mean the same rows', () => {
    const frame = fc.array(fc.record({ question: fc.stringMatching(/^[a-z]{1,9}$/), size: fc.integer() }), {
      minLength: 1,
      maxLength: maxRows,
    });
    fc.assert(
      fc.property(frame, (records) => {
        const columns = ['question', 'size'] as const;
        const data = records.map((record) => columns.map((column) => record[column]));
        const byColumn = Object.fromEntries(columns.map((name) => [name, records.map((row) => row[name])]));
        const expected = rows({ dataframe_records: records });
        expect(rows({ dataframe_split: { columns, data } })).toEqual(expected);
        expect(rows({ inputs: byColumn })).toEqual(expected);
        expect(rows({ inputs: records })).toEqual(expected);
      }),
    );
  });
});

describe('what cannot be read is named', () => {
  test.each([
    ['no row', { inputs: [] }, /no row/],
    ['too many rows', { inputs: Array(maxRows + 1).fill('One?') }, /101 rows; one call answers 100/],
    ['a number', { inputs: 3 }, /inputs must be/],
    ['a row that is a number', { inputs: ['One?', 3] }, /Row 1 must be/],
    [
      'a short row',
      { dataframe_split: { columns: ['question', 'size'], data: [['One?']] } },
      /Row 0 has 1 values for 2 columns/,
    ],
    ['columns of two lengths', { inputs: { question: ['One?', 'Two?'], size: [1] } }, /"size" has 1 values/],
    ['a column that is no list', { inputs: { question: ['One?'], size: 1 } }, /"size" must be a list/],
    ['an empty question', { dataframe_records: [{ question: ' ' }] }, /Row 0 asks nothing/],
    [
      'a nested value',
      { dataframe_records: [{ question: 'One?', deep: { a: 1 } }] },
      /column "deep" must be a text, a number/,
    ],
  ])('%s', (_name, body, message) => {
    expect(() => rows(body)).toThrow(message);
  });
});
