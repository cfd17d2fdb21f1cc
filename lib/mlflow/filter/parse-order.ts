import { invalidParameter } from '../errors.ts';
import { type FilterDomain, type Identifier, readIdentifier } from './domain.ts';
import { tokensOf } from './tokens.ts';

export type Order = Identifier & { descending: boolean };

/** Reads `order_by`, e.g. `["metrics.loss ASC", "start_time"]`; ascending unless it says DESC. Throws `invalid`. */
export function parseOrder(domain: FilterDomain, columns: readonly string[]): Order[] {
  return columns.map((column) => {
    const tokens = tokensOf(column);
    const { used, ...identifier } = readIdentifier(domain, tokens, 0);
    const [direction, ...more] = tokens.slice(used);
    const word = direction?.kind === 'word' ? direction.text.toUpperCase() : '';
    if (more.length > 0 || (direction !== undefined && word !== 'ASC' && word !== 'DESC')) {
      throw invalidParameter(`"${column}" is no order: write a name, and ASC or DESC after it.`);
    }
    return { ...identifier, descending: word === 'DESC' };
  });
}
