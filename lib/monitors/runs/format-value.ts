import { formatDuration, formatMoney, formatPercent, threeDigits } from '../../client/format.ts';
import type { ColumnUnit } from '../columns.ts';

/** A number of a column as a verdict says it. */
export function formatValue(value: number, unit: ColumnUnit | undefined): string {
  switch (unit) {
    case 'milliseconds':
      return formatDuration(value);
    case 'nano-dollars':
      return formatMoney(BigInt(Math.round(value)));
    case 'share':
      return formatPercent(value);
    case 'characters':
    case 'tokens':
    case 'stars':
      return `${threeDigits(value)} ${unit}`;
    default:
      return threeDigits(value);
  }
}
