/** What stands for everything beyond the most that is told apart. */
export const otherLabel = 'other';

/** Keeps the number of series bounded whatever names come along: the first `most` combinations keep theirs. */
export class LabelCap {
  readonly #most: number;
  readonly #known = new Map<string, Readonly<Record<string, string>>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The labels themselves, or the same with `other` for each value. */
  of<Names extends string>(labels: Readonly<Record<Names, string>>): Readonly<Record<Names, string>> {
    const key = JSON.stringify(Object.values(labels));
    const known = this.#known.get(key) as Readonly<Record<Names, string>> | undefined;
    if (known !== undefined) return known;
    if (this.#known.size < this.#most) {
      this.#known.set(key, labels);
      return labels;
    }
    const names = Object.keys(labels) as Names[];
    return Object.fromEntries(names.map((name) => [name, otherLabel])) as Record<Names, string>;
  }
}
