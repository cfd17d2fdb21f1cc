/** Collects SQL conditions and their numbered parameters. */
export class Conditions {
  readonly parts: string[] = ['true'];
  readonly values: unknown[] = [];

  /** `?` stands for the value, as often as it occurs. */
  add(sql: string, value: unknown): void {
    this.parts.push(sql.replaceAll('?', this.bind(value)));
  }

  /** The placeholder of a value that a condition of its own stands for. */
  bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get sql(): string {
    return this.parts.join(' AND ');
  }
}
