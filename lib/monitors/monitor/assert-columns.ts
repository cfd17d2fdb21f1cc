import { AppError } from '../../platform/errors.ts';
import { customPrefix } from '../columns.ts';
import { rowFormulasOf } from '../custom/row-formulas.ts';

/** Throws `invalid` for formulas that the endpoint does not have. */
export async function assertColumns(endpoint: string, columns: readonly string[]): Promise<void> {
  const named = columns.filter((key) => key.startsWith(customPrefix));
  const known = await rowFormulasOf(endpoint, named);
  const missing = named.find((key) => !known.has(key));
  if (missing === undefined) return;
  const name = missing.slice(customPrefix.length);
  const message = `"${endpoint}" has no custom metric over rows named "${name}". Make it first.`;
  throw new AppError('invalid', message, { issues: [{ path: 'columns', message }] });
}
