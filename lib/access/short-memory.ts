interface Entry<T> {
  value: T;
  until: number;
}

/**
 * Values kept for a short while after they were looked up. When one is missing, a single look-up serves all who ask for it
 * meanwhile: the end of an entry in use would else send every request under way to the database at once.
 */
export class ShortMemory<T> {
  readonly #lifeMs: number;
  readonly #maxEntries: number;
  readonly #kept = new Map<string, Entry<T>>();
  readonly #underWay = new Map<string, Promise<T | null>>();

  constructor({ lifeMs, maxEntries }: { lifeMs: number; maxEntries: number }) {
    this.#lifeMs = lifeMs;
    this.#maxEntries = maxEntries;
  }

  kept(key: string): T | null {
    const entry = this.#kept.get(key);
    return entry !== undefined && entry.until > Date.now() ? entry.value : null;
  }

  /** What is null is looked up each time. Rejects as `load` does. */
  async find(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const known = this.kept(key) ?? this.#underWay.get(key);
    if (known !== undefined) return known;
    const lookUp = load();
    this.#underWay.set(key, lookUp);
    try {
      const value = await lookUp;
      // Not after a change that came meanwhile.
      if (value !== null && this.#underWay.get(key) === lookUp) this.keep(key, value);
      return value;
    } finally {
      if (this.#underWay.get(key) === lookUp) this.#underWay.delete(key);
    }
  }

  keep(key: string, value: T): void {
    if (this.#kept.size >= this.#maxEntries) this.#kept.clear();
    this.#kept.set(key, { value, until: Date.now() + this.#lifeMs });
  }

  /** After a change: what is under way is given to those who asked before it alone, and not kept. */
  clear(): void {
    this.#kept.clear();
    this.#underWay.clear();
  }
}
