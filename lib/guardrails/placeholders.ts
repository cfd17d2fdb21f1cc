import { createHash } from 'node:crypto';
import type { PiiKind } from '#lib/text/personal-data/kinds.ts';

/**
 * The names that stand for personal data within one request: `[email]` for the first address, `[email 2]` for the next,
 * and the same name for the same value wherever it occurs, so that a masked conversation stays understandable.
 */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #used = new Map<string, number>();

  /** Counts the names an earlier request has left in a text, so that they are not given to somebody else. */
  observe(text: string): void {
    for (const [, kind = '', number] of text.matchAll(/\[([a-z-]{4,12})(?: (\d{1,4}))?\]/g)) {
      this.#used.set(kind, Math.max(this.#used.get(kind) ?? 0, Number(number ?? 1)));
    }
  }

  of(kind: PiiKind, value: string): string {
    // Spelled with other separators it is the same number; the value itself is not kept in memory.
    const key = createHash('sha256')
      .update(`${kind}/${value.toLowerCase().replaceAll(/[\s().\-/\u00a0]/g, '')}`)
      .digest('base64');
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const number = (this.#used.get(kind) ?? 0) + 1;
    const name = number === 1 ? `[${kind}]` : `[${kind} ${number}]`;
    this.#used.set(kind, number);
    this.#names.set(key, name);
    return name;
  }
}
