import { describe, expect, it, vi } from 'vitest';
import type { Block } from '../schemas.ts';
import { parseDocument } from './parse-document.ts';

// Real files on a busy machine: the first test also loads the parsers.
vi.setConfig({ testTimeout: 30_000 });

const read = (text: string, name: string) => parseDocument({ bytes: new TextEncoder().encode(text), name });
const blocks = async (text: string, name: string) => (await read(text, name)).blocks;
const short = (found: readonly Block[]) => found.map((block) => `${block.kind}: ${block.text}`);

describe('HTML', () => {
  const page = `<!doctype html><html><head><title>Rope care | Harbour</title><style>p{}</style></head><body>
    <header><h1>Site name</h1></header><nav><ul><li>Home</li></ul></nav>
    <main><h1>Rope care</h1><p>Keep ropes <b>dry</b>.<script>alert('no')</script></p>
    <p hidden>secret</p><p style="display: none">secret</p><p aria-hidden="true">secret</p>
    <h2>Steps</h2><ol><li>Wash<ul><li>with soap</li></ul></li><li>Hang</li></ol>
    <dl><dt>Lay</dt><dd>One full turn of a strand.</dd></dl>
    <pre><code>rope --dry
  --slow</code></pre>
    <table><caption>Lives</caption><tr><th>Rope</th><th>Years</th></tr><tr><td>Hoist</td><td>5</td></tr></table>
    <figure><img src="https://x.example/i.png" alt="A rope"><figcaption>New rope</figcaption></figure>
    <form><input value="x"><button>Send</button></form></main>
    <aside>Buy now</aside><footer>Imprint</footer></body></html>`;

  it('keeps the main content in order and drops scripts, hidden text and page furniture', async () => {
    const document = await read(page, 'rope.html');
    expect(document.title).toBe('Rope care | Harbour');
    expect(short(document.blocks)).toEqual([
      'heading: Rope care',
      'paragraph: Keep ropes dry.',
      'heading: Steps',
      'list-item: 1. Wash',
      'list-item: with soap',
      'list-item: 2. Hang',
      'list-item: Lay: One full turn of a strand.',
      'code: rope --dry\n  --slow',
      'caption: Lives',
      'table-row: Rope: Hoist; Years: 5',
      'paragraph: A rope',
      'caption: New rope',
    ]);
    expect(document.blocks[3]?.headingPath).toEqual(['Rope care', 'Steps']);
  });

  it('reads the charset that the page declares', async () => {
    const bytes = Buffer.from('<html><meta charset="windows-1251"><p>Привет, порт</p></html>', 'utf8');
    const cyrillic = Buffer.concat([
      Buffer.from('<html><meta charset="windows-1251"><p>'),
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
      Buffer.from('</p></html>'),
    ]);
    expect((await parseDocument({ bytes: cyrillic, name: 'a.html' })).blocks[0]?.text).toBe('Привет');
    expect(bytes.length).toBeGreaterThan(0);
  });

  it('walks layout tables as text and keeps footnote marks apart from words', async () => {
    expect(
      short(
        await blocks(
          '<html><table><tr><td><h2>Left</h2><p>One m<sup>2</sup></p></td></tr></table>',
          'a.html',
        ),
      ),
    ).toEqual(['heading: Left', 'paragraph: One m²']);
  });
});

describe('Markdown', () => {
  it('reads front matter, headings, lists, tables and code', async () => {
    const document = await read(
      '---\ntitle: Rope care\n---\n# Ropes\n\nKeep *dry*.\n\n- one\n- two\n\n| Rope | Years |\n|---|---|\n| Hoist | 5 |\n\n```sh\nls -l\n```\n',
      'a.md',
    );
    expect(document.title).toBe('Rope care');
    expect(short(document.blocks)).toEqual([
      'heading: Ropes',
      'paragraph: Keep dry.',
      'list-item: one',
      'list-item: two',
      'table-row: Rope: Hoist; Years: 5',
      'code: ls -l',
    ]);
  });

  it('keeps the description of a remote image, fetches nothing, and drops raw scripts', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const text =
      'See ![the quay](https://tracker.example/p.png) and [docs](https://x.example).\n\n<script>alert(1)</script>\n';
    const found = await blocks(text, 'a.md');
    expect(short(found)).toEqual(['paragraph: See the quay and docs.']);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });
});

describe('plain text', () => {
  it('recognises underlined and numbered headings, lists and paragraphs', async () => {
    const text =
      'Rope care\n=========\n\nKeep ropes\ndry.\n\n1.2 Washing ropes\n\n- soap\n- warm\n  water\n\n2 ropes were lost, they said.\n';
    const found = await blocks(text, 'a.txt');
    expect(short(found)).toEqual([
      'heading: Rope care',
      'paragraph: Keep ropes dry.',
      'heading: 1.2 Washing ropes',
      'list-item: soap',
      'list-item: warm water',
      'paragraph: 2 ropes were lost, they said.',
    ]);
    expect(found[3]?.headingPath).toEqual(['Rope care', '1.2 Washing ropes']);
  });

  it('splits an endless line at spaces without losing a word', async () => {
    const words = Array.from({ length: 9000 }, (_, at) => `word${at}`).join(' ');
    const found = await blocks(words, 'a.txt');
    expect(found.length).toBeGreaterThan(3);
    expect(found.map((block) => block.text).join(' ')).toBe(words);
  });
});

describe('CSV', () => {
  it.each([
    ['comma', 'Part,Hours\n"Ring, slewing",250\nBearing,1000\n'],
    ['semicolon', 'Part;Hours\n"Ring, slewing";250\nBearing;1000\n'],
    ['tab', 'Part\tHours\n"Ring, slewing"\t250\nBearing\t1000\n'],
  ])('reads records under their header: %s', async (_, text) => {
    expect(short(await blocks(text, 'a.csv'))).toEqual([
      'table-row: Part: Ring, slewing; Hours: 250',
      'table-row: Part: Bearing; Hours: 1000',
    ]);
  });

  it('reads records without a header, and a quote that is never closed', async () => {
    expect(short(await blocks('1,2\n3,4\n', 'a.csv'))).toEqual(['table-row: 1 | 2', 'table-row: 3 | 4']);
    const broken = await read('Part,Note\nRing,"open\nBearing,fine\n', 'a.csv');
    expect(broken.warnings[0]).toContain('never closed');
    expect(broken.blocks).toHaveLength(2);
  });
});

describe('JSON', () => {
  it('writes a list of records as one block each', async () => {
    const found = await blocks(
      '[{"name":"Ring","plan":{"hours":250,"tags":["a","b"]}},{"name":"Rope"}]',
      'a.json',
    );
    expect(short(found)).toEqual([
      'table-row: name: Ring\nplan.hours: 250\nplan.tags: a, b',
      'table-row: name: Rope',
    ]);
  });

  it('writes the parts of an object under their keys', async () => {
    const found = await blocks(
      '{"title":"Plan","parts":[{"id":1},{"id":2}],"site":{"quay":"West"}}',
      'a.json',
    );
    expect(short(found)).toEqual([
      'paragraph: title: Plan',
      'heading: parts',
      'table-row: id: 1',
      'table-row: id: 2',
      'heading: site',
      'paragraph: quay: West',
    ]);
  });

  it('says where JSON is broken, and skips bad lines of JSON Lines by number', async () => {
    await expect(read('{"a": 1,', 'a.json')).rejects.toMatchObject({ code: 'malformed' });
    const lines = await read('{"a":1}\n{"a":\n\n{"a":3}\n', 'a.jsonl');
    expect(short(lines.blocks)).toEqual(['table-row: a: 1', 'table-row: a: 3']);
    expect(lines.warnings).toEqual(['Line 2 is not valid JSON and was left out.']);
  });
});
