import { detectLanguage } from '../../text/index.ts';
import type { Block } from '../schemas.ts';

const sampleChars = 5000;

/** Language of the running text (ISO 639-1), judged on a sample from past its front matter. */
export function languageOf(blocks: readonly Block[]): string | null {
  const prose = blocks.filter((block) => block.kind === 'paragraph' || block.kind === 'list-item');
  const pool = prose.length > 0 ? prose : blocks;
  let sample = '';
  for (let at = Math.floor(pool.length / 4); at < pool.length && sample.length < sampleChars; at += 1) {
    sample += `${pool[at]?.text.slice(0, 1000)}\n`;
  }
  return detectLanguage(sample);
}
