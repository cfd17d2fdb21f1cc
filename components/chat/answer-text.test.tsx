import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import type { SentenceCheck } from '#lib/chain/schemas.ts';
import { AnswerContext } from './answer-context.ts';
import { AnswerText } from './answer-text.tsx';
import { aCitation } from './test-citation.ts';

vi.mock('katex/dist/katex.min.css', () => ({}));

function render(text: string, checks: SentenceCheck[] = [], streaming = false): string {
  const value = { citations: [aCitation(1)], checks, openSource: () => undefined, openMarker: null };
  return renderToStaticMarkup(
    <TooltipProvider>
      <AnswerContext value={value}>
        <AnswerText text={text} checks={checks} streaming={streaming} />
      </AnswerContext>
    </TooltipProvider>,
  );
}

describe('AnswerText', () => {
  it('turns markers of known citations into buttons and leaves unknown ones as text', () => {
    const html = render('Known [1], unknown [7].');
    expect(html).toMatch(/<button[^>]*aria-label="Source 1: Guide, Knowledge › Snapshots"/);
    expect(html).toContain('[7]');
  });

  it('keeps a mark on the line of its word, without the space before it', () => {
    expect(render('One long sentence [1] [1].')).toMatch(
      /One long <span class="whitespace-nowrap">sentence<button.*?<\/button><button.*?<\/button><\/span>\./,
    );
  });

  it('leaves brackets in code alone, and signs out of it', () => {
    const text = 'Use `a[1]` here.\n\n```js\nlet x = [1]\n```';
    const html = render(text, [
      { start: 0, end: text.length, markers: [], support: 'unsupported', coverage: 0 },
    ]);
    expect(html).not.toContain('Source 1');
    expect(html).not.toMatch(/[\uE000-\uF8FF]/);
    expect(html).toContain('a[1]');
  });

  it('loads nothing and runs nothing that an answer asks for', () => {
    const html = render(
      'Look <script>alert(1)</script> <img src="https://evil.example/a.png" onerror="x">\n\n![p](https://evil.example/p.png) [x](javascript:alert(1))',
    );
    expect(html).not.toMatch(/<img|<script|<link|href="javascript/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('Picture: p');
  });

  it('shows where a link leads and opens it apart', () => {
    const html = render('[our docs](https://docs.example.org/a?b)');
    expect(html).toContain('(docs.example.org)');
    expect(html).toMatch(/target="_blank" rel="noopener noreferrer nofollow"/);
  });

  it('underlines a sentence that its sources do not support, across bold text', () => {
    const text = 'Fine. This is **very** wrong.';
    const html = render(text, [
      { start: 6, end: text.length, markers: [1], support: 'unsupported', coverage: 0.1 },
    ]);
    expect(html.match(/decoration-dotted/g)).toHaveLength(3);
    expect(html).toContain('Not supported by its sources');
    expect(html).not.toMatch(/[\uE000-\uF8FF]/);
  });

  it('keeps tables and bold sentences whole when they are in doubt', () => {
    const row = '| ring | NLGI |';
    const text = `**“All” is bold.**\n\n| Part | Grease |\n| --- | --- |\n${row}`;
    const doubt = (sentence: string): SentenceCheck => {
      const start = text.indexOf(sentence);
      return { start, end: start + sentence.length, markers: [], support: 'unsupported', coverage: 0 };
    };
    const html = render(text, [doubt('**“All” is bold.**'), doubt(row)]);
    expect(html.match(/<td/g)).toHaveLength(2);
    expect(html).toContain('NLGI');
    expect(html).not.toContain('**');
    expect(html.match(/aria-label="Not supported by its sources"/g)).toHaveLength(2);
  });

  it('does not take the beginning of a marker for a link while streaming', () => {
    expect(render('It holds [1', [], true)).not.toContain('<a');
  });
});
