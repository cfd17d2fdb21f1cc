import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOfUrl, safeDocumentName } from './document-name.ts';

describe('safeDocumentName', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'etc/passwd'],
    ['/absolute/path.txt', 'absolute/path.txt'],
    ['C:\\Users\\me\\notes.docx', 'Users/me/notes.docx'],
    ['a/./b/../c.md', 'a/b/c.md'],
    ['nul\0byte.txt', 'nulbyte.txt'],
    ['line\nbreak.txt', 'linebreak.txt'],
    ['annual\u202Etxt.exe', 'annualtxt.exe'],
    ['دليل المستخدم.pdf', 'دليل المستخدم.pdf'],
    ['📘 guide 👩‍🔬.md', '📘 guide 👩‍🔬.md'],
    ['', 'untitled'],
    ['../..', 'untitled'],
    ['cafe\u0301.txt', 'café.txt'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeDocumentName(given)).toBe(expected);
  });

  test('a very long name keeps its end', () => {
    const name = safeDocumentName(`${'folder/'.repeat(100)}end.pdf`);
    expect([...name]).toHaveLength(300);
    expect(name.endsWith('/end.pdf')).toBe(true);
  });

  test('whatever is given, the name leads nowhere else and stays the same when given again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (given) => {
        const name = safeDocumentName(given);
        expect(name).not.toBe('');
        expect(name.startsWith('/')).toBe(false);
        expect(name.split('/').some((part) => /^\.+$/.test(part))).toBe(false);
        expect(name.isWellFormed()).toBe(true);
        expect(safeDocumentName(name)).toBe(name);
      }),
      { numRuns: 50 },
    );
  });
});

test('a page is named by host and path', () => {
  expect(nameOfUrl(new URL('https://example.com/gu%C3%ADa/inicio/?lang=es'))).toBe(
    'example.com/guía/inicio/?lang=es',
  );
  expect(nameOfUrl(new URL('https://example.com/'))).toBe('example.com');
});
