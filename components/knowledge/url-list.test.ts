import { describe, expect, it } from 'vitest';
import { parseUrls } from './url-list.ts';

describe('addresses', () => {
  it('are read from lines and spaces, each once, with https when bare', () => {
    expect(parseUrls(' https://a.example/x\nb.example/y  https://a.example/x\n')).toEqual({
      urls: ['https://a.example/x', 'https://b.example/y'],
      problem: null,
    });
  });

  it('are refused with a reason', () => {
    expect(parseUrls('file:///etc/passwd').problem).toContain('not a web address');
    expect(parseUrls('https://').problem).toContain('not a web address');
    const many = Array.from({ length: 51 }, (_, at) => `https://a.example/${at}`).join('\n');
    expect(parseUrls(many).problem).toContain('51');
  });
});
