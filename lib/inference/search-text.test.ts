import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from './search-text.ts';

describe('what is typed into the search field', () => {
  it('matches beginnings of words', () => {
    expect(parseSearch('refu polic')).toEqual({
      parts: [
        { sql: "to_tsquery('simple', ?)", value: "'refu':*" },
        { sql: "to_tsquery('simple', ?)", value: "'polic':*" },
      ],
      contains: ['refu', 'polic'],
    });
  });

  it('keeps phrases whole, also while the closing mark is not typed yet', () => {
    const phrase = { sql: "phraseto_tsquery('simple', ?)", value: 'refund policy' };
    expect(parseSearch('"refund policy"').parts).toEqual([phrase]);
    expect(parseSearch('"refund policy').parts).toEqual([phrase]);
  });

  it('excludes words and phrases behind a minus, which no row need contain', () => {
    expect(parseSearch('refund -germany -"in euro"')).toMatchObject({
      parts: [{}, { sql: "!!to_tsquery('simple', ?)" }, { sql: "!!phraseto_tsquery('simple', ?)" }],
      contains: ['refund'],
    });
  });

  it('leaves it to PostgreSQL to take identifiers and numbers apart', () => {
    expect(parseSearch("(max_tokens), 3.5 don't").parts.map(({ value }) => value)).toEqual([
      "'max_tokens':*",
      "'3.5':*",
      "'don t':*",
    ]);
  });

  it('looks for writing without spaces as it stands', () => {
    expect(parseSearch('退款政策')).toEqual({ parts: [], contains: ['退款政策'] });
    expect(parseSearch('100% (C++)').contains).toEqual(['100%', 'C++']);
  });

  it('lets nothing through that means something to PostgreSQL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { sql, value } of parseSearch(text).parts) {
          if (sql.includes('phraseto')) continue;
          expect(value).toMatch(/^'[^'\\\0]+':\*$/u);
        }
      }),
    );
  });
});
