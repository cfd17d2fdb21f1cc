import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { analyseQuery } from './analyse-query.ts';
import { detectLanguage } from './detect-language.ts';

/** Whether a query meets text indexed in a language, by at least one token. */
function meets(query: string, text: string, language: string | null, languages: (string | null)[]): boolean {
  const indexed = new Set(analyse(text, language));
  return analyseQuery(query, languages).some(({ token }) => indexed.has(token));
}

describe('analyse', () => {
  it.each([
    ['en', 'running', 'runs'],
    ['en', "the company's", 'companies'],
    ['en', 'U.S.', 'US'],
    ['en', 'ｆｕｌｌ－ｗｉｄｔｈ', 'full width'],
    ['en', 'max_tokens', 'tokens'],
    ['es', 'canciones', 'canción'],
    ['es', 'ESPAÑOLAS', 'español'],
    ['de', 'Häuser', 'Häusern'],
    ['ru', 'документы', 'документов'],
    ['ar', 'الْمُعَلِّمُونَ', 'معلم'],
    ['ar', 'الكتب', 'كتب'],
    ['ar', 'أحمد', 'احمد'],
    ['ar', 'مـــدرسة', 'مدرسه'],
    ['zh', '中华人民共和国', '共和国'],
    ['zh', '人工智能技术', '智能'],
    ['ja', '東京タワーへ行きました', '東京'],
  ])('in %s, %s and %s meet', (language, one, other) => {
    expect(meets(other, one, language, [language])).toBe(true);
  });

  it('stems words by their own script in a text of another', () => {
    expect(analyse('我们使用 running iPhones', 'zh')).toEqual(expect.arrayContaining(['run', 'iphon']));
    expect(analyse('running', null)).toEqual(['run']);
  });

  it('keeps numbers, versions and identifiers whole', () => {
    expect(analyse('Set max_tokens to 4096 in v1.2.3', 'en')).toEqual(
      expect.arrayContaining(['max_token', '4096', 'v1.2.3']),
    );
  });

  it('gives tokens that split at nothing but spaces, at most 64 characters long', () => {
    const text = `a\u00a0b\u3000c\u2028d \ud83d\ude00 ${'x'.repeat(500)} \u0000 \ud800 don’t`;
    for (const token of analyse(text, 'en')) {
      expect(token).toMatch(/^\S+$/u);
      expect(Array.from(token).length).toBeLessThanOrEqual(64);
    }
    expect(analyse('?! … 🙂', 'en')).toEqual([]);
  });
});

describe('analyseQuery', () => {
  it('stems a word for every language of its script, so that each finds its own', () => {
    expect(meets('canciones', 'una canción', 'es', ['en', 'es', 'zh'])).toBe(true);
    expect(meets('running', 'he runs', 'en', ['es', 'en'])).toBe(true);
    expect(meets('北京在哪里', '中国首都北京', 'zh', ['en', 'zh', 'ar'])).toBe(true);
    expect(meets('running', 'running', null, ['es', null])).toBe(true);
  });

  it('counts repeated words and halves function words', () => {
    expect(analyseQuery('What is the valve of the valves?', ['en'])).toEqual([
      { token: 'what', weight: 0.5, isStopWord: true },
      { token: 'is', weight: 0.5, isStopWord: true },
      { token: 'the', weight: 1, isStopWord: true },
      { token: 'valv', weight: 2, isStopWord: false },
      { token: 'of', weight: 0.5, isStopWord: true },
    ]);
  });

  it('cuts a question of a megabyte', () => {
    const query = Array.from({ length: 150_000 }, (_, at) => `word${at}`).join(' ');
    expect(analyseQuery(query, ['en'])).toHaveLength(256);
  });
});

describe('detectLanguage', () => {
  it.each([
    ['en', 'The pump must be switched off before anyone opens the housing.'],
    ['es', 'La bomba debe apagarse antes de que alguien abra la carcasa.'],
    ['zh', '任何人打开外壳之前必须关闭水泵。'],
    ['ar', 'يجب إيقاف المضخة قبل أن يفتح أي شخص الغلاف.'],
  ])('tells %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('does not guess from a few letters or from none', () => {
    expect(detectLanguage('pump 42')).toBeNull();
    expect(detectLanguage('12 34 56 — 78')).toBeNull();
    expect(detectLanguage('')).toBeNull();
  });
});
