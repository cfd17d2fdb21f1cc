import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  makeManualDocx,
  makeManualEpub,
  makeManualPdf,
  makeManualXlsx,
  makePlainPdf,
  makeScannedPdf,
  manualDocxParts,
  zipParts,
} from '../../../e2e/fixtures/make-files.ts';
import { ParseError } from './errors.ts';
import { parseDocument } from './parse-document.ts';

// Real files on a busy machine: the first test also loads the parsers.
vi.setConfig({ testTimeout: 30_000 });

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array, name: string) => parseDocument({ bytes, name });
const failure = async (bytes: Uint8Array, name: string): Promise<ParseError> => {
  const error: unknown = await read(bytes, name).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ParseError) return error;
  throw new Error(`${name} did not fail with a ParseError but with ${String(error)}`);
};

describe('PDFs', () => {
  const pageless = utf8(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF\n',
  );

  it('refuses empty, page-less, encrypted and truncated ones with what to do', async () => {
    const manual = await makeManualPdf();
    expect((await failure(new Uint8Array(), 'a.pdf')).code).toBe('empty');
    expect((await failure(pageless, 'a.pdf')).code).toBe('empty');
    const encrypted = await failure(await makeManualPdf({ password: 'secret' }), 'a.pdf');
    expect(encrypted).toMatchObject({ code: 'encrypted', message: expect.stringContaining('password') });
    expect((await failure(manual.slice(0, 4000), 'a.pdf')).code).toBe('truncated');
    expect((await failure(utf8('%PDF-1.7 and nothing else %%EOF'), 'a.pdf')).code).toBe('malformed');
  });

  it('says that pictures are not read', async () => {
    const scan = await failure(await makeScannedPdf(), 'scan.pdf');
    expect(scan).toMatchObject({
      code: 'no_text',
      message: expect.stringContaining('1 page holds only images'),
    });
    expect((await failure(await makePlainPdf([[], []]), 'blank.pdf')).code).toBe('no_text');
  });
});

describe('archives', () => {
  it('refuses a Word document that is a zip bomb before unpacking it', async () => {
    const bomb = zipParts({ ...manualDocxParts(), 'word/media/big.xml': '0'.repeat(8 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect((await failure(bomb, 'bomb.docx')).code).toBe('zip_bomb');
  });

  it('refuses an entry that inflates to more than it declares', async () => {
    const parts = zipParts({ ...manualDocxParts(), 'word/extra.xml': 'x'.repeat(3_000_000) });
    const forged = forgeSize(parts, 'word/extra.xml', 10);
    expect((await failure(forged, 'lie.docx')).code).toBe('malformed');
  });

  it('refuses document types and external entities', async () => {
    const parts = manualDocxParts();
    const evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    const spoiled = {
      ...parts,
      'word/document.xml': parts['word/document.xml']?.replace(/<\?xml.*?\?>/, evil) ?? '',
    };
    expect((await failure(zipParts(spoiled), 'a.docx')).code).toBe('external_entity');
    const bomb = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
    expect((await failure(zipParts({ ...parts, 'docProps/core.xml': bomb }), 'a.docx')).code).toBe(
      'external_entity',
    );
  });

  it('refuses names that leave the archive', async () => {
    const error = await failure(zipParts({ ...manualDocxParts(), '../../evil.xml': 'x' }), 'a.docx');
    expect(error.code).toBe('malformed');
  });

  it('says what a file is that it cannot read', async () => {
    expect(await failure(zipParts({ 'a.txt': 'x' }), 'a.zip')).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('ZIP archive'),
    });
    expect((await failure(makeManualDocx().slice(0, 2000), 'a.docx')).code).toBe('truncated');
    expect((await failure(zipParts({ 'xl/workbook.xml': '<a/>' }), 'a.xlsx')).code).toBe('malformed');
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
    ]);
    expect(await failure(png, 'a.pdf')).toMatchObject({ code: 'unsupported' });
    const compound = new Uint8Array(2048);
    compound.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect((await failure(compound, 'old.doc')).message).toContain('.docx');
    compound.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024);
    expect((await failure(compound, 'locked.docx')).code).toBe('encrypted');
    expect(
      (
        await failure(
          Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 31),
          'x.dat',
        )
      ).code,
    ).toBe('unsupported');
  });
});

describe('text', () => {
  it('drops NUL bytes and replaces what is not UTF-8', async () => {
    const nul = await read(utf8('The mooring\0 line holds\0 forty tonnes.'), 'a.txt');
    expect(nul.blocks[0]?.text).toBe('The mooring line holds forty tonnes.');
    const broken = await read(
      Uint8Array.from([...utf8('日本語の文章です'), 0xff, 0xfe, 0xe6, ...utf8(' and more 文章')]),
      'a.txt',
    );
    expect(broken.blocks[0]?.text).toContain('日本語の文章です');
    expect(broken.warnings[0]).toContain('not valid text');
  });

  it('reads Windows-1252 and UTF-16', async () => {
    const latin = await read(Uint8Array.from(Buffer.from('Der Kran hält über Nacht', 'latin1')), 'a.txt');
    expect(latin.blocks[0]?.text).toBe('Der Kran hält über Nacht');
    const marked = Uint8Array.from([0xff, 0xfe, ...Buffer.from('Kran und Brücke', 'utf16le')]);
    expect((await read(marked, 'a.txt')).blocks[0]?.text).toBe('Kran und Brücke');
    const unmarked = Uint8Array.from(Buffer.from('Kran und Hafen', 'utf16le'));
    expect((await read(unmarked, 'a.txt')).blocks[0]?.text).toBe('Kran und Hafen');
  });

  it('survives nesting that would overflow a stack', async () => {
    const depth = 10_000;
    const html = await read(utf8(`<html><body>${'<div>'.repeat(1900)}deep text`), 'a.html');
    expect(html.blocks[0]?.text).toBe('deep text');
    expect((await failure(utf8(`<html><body>${'<div>'.repeat(depth)}deep text`), 'a.html')).code).toBe(
      'malformed',
    );
    const json = await read(utf8(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`), 'a.json');
    expect(json.blocks.length).toBeGreaterThan(0);
    const outcome = await read(utf8(`${'> '.repeat(depth)}quoted`), 'a.md').catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError);
  });
});

describe('anything at all', () => {
  const names = [
    'a.pdf',
    'a.docx',
    'a.html',
    'a.md',
    'a.csv',
    'a.json',
    'a.jsonl',
    'a.txt',
    'a',
    'a.epub',
    'a.xlsx',
  ];
  const survives = async (bytes: Uint8Array, name: string) => {
    const outcome = await read(bytes, name).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ParseError);
    else expect(outcome).toHaveProperty('blocks');
  };

  it('parses or throws a ParseError: random bytes and strings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 2000 }),
          fc.string({ unit: 'binary', maxLength: 500 }).map(utf8),
          fc.json().map(utf8),
          fc
            .array(
              fc.constantFrom(
                '<p>',
                '</p>',
                '<table>',
                '<tr>',
                '<td>',
                '<li>',
                '<ol>',
                '</ol>',
                'x',
                '<dt>',
                '<dd>',
                '<pre>',
                '<h2>',
                '<a href=x>',
              ),
            )
            .map((tags) => utf8(`<html>${tags.join('')}`)),
          fc
            .array(
              fc.constantFrom(
                '# ',
                '- ',
                '1. ',
                '> ',
                '```',
                '\n',
                '|',
                'a',
                '---',
                '[x](y)',
                '![z](http://h/i.png)',
                '"',
                ',',
              ),
            )
            .map((marks) => utf8(marks.join(''))),
        ),
        fc.constantFrom(...names),
        survives,
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('parses or throws a ParseError: real files with bytes changed or cut off', async () => {
    const files: [Uint8Array, string][] = [
      [await makeManualPdf(), 'a.pdf'],
      [makeManualDocx(), 'a.docx'],
      [makeManualXlsx(), 'a.xlsx'],
      [makeManualEpub(), 'a.epub'],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), {
          maxLength: 8,
        }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        async ([bytes, name], changes, share) => {
          const spoiled = bytes.slice(0, Math.ceil(bytes.length * share));
          for (const [place, byte] of changes) spoiled[Math.floor(place * spoiled.length)] = byte;
          await survives(spoiled, name);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Writes a false uncompressed size for one entry into the local header and the directory. */
function forgeSize(zip: Uint8Array, name: string, size: number): Uint8Array {
  const forged = Buffer.from(zip);
  for (let at = forged.indexOf(name); at >= 0; at = forged.indexOf(name, at + 1)) {
    for (const [signature, nameOffset, sizeOffset] of [
      [0x04034b50, 30, 22],
      [0x02014b50, 46, 24],
    ] as const) {
      const start = at - nameOffset;
      if (start >= 0 && forged.readUInt32LE(start) === signature)
        forged.writeUInt32LE(size, start + sizeOffset);
    }
  }
  return new Uint8Array(forged);
}
