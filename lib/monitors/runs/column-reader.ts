import {
  type ColumnDescription,
  type ColumnKey,
  columnLabel,
  describeColumn,
  isColumnKey,
} from '../columns.ts';
import type { RowFormula } from '../formula/row-formula.ts';
import { kindOfType } from '../formula/row-formula.ts';
import type { ColumnKind, ColumnValue } from '../profile-schemas.ts';
import type { SampledRow } from '../rows/rows-store.ts';
import type { ColumnWords } from '../statistics/say-verdict.ts';
import { formatValue } from './format-value.ts';

/** One watched column: what of the log it takes, and its value in a row. */
export interface ColumnReader {
  key: string;
  label: string;
  kind: ColumnKind;
  needs: readonly ColumnKey[];
  words: ColumnWords;
  read: (row: SampledRow) => ColumnValue;
}

/** Formulas by the key of their column; a column whose formula is gone is left out. */
export function readersOf(
  keys: readonly string[],
  formulas: ReadonlyMap<string, RowFormula>,
): ColumnReader[] {
  return keys.flatMap((key) => {
    if (isColumnKey(key)) return [ofCatalogue(key)];
    const formula = formulas.get(key);
    return formula === undefined ? [] : [ofFormula(key, formula)];
  });
}

function ofCatalogue(key: ColumnKey): ColumnReader {
  const described = describeColumn(key);
  return {
    key,
    label: described.label,
    kind: described.kind,
    needs: [key],
    words: wordsOf(described),
    read: ({ values }) => toColumnValue(values[key]),
  };
}

function wordsOf({ subject, more, less, being, unit }: ColumnDescription): ColumnWords {
  return {
    subject,
    more: more ?? 'more',
    less: less ?? 'less',
    ...(being !== undefined && { being }),
    format: (value) => formatValue(value, unit),
  };
}

function ofFormula(key: string, formula: RowFormula): ColumnReader {
  const label = columnLabel(key);
  return {
    key,
    label,
    kind: kindOfType[formula.type],
    needs: formula.columns,
    words: {
      subject: `Values of "${label}"`,
      more: 'larger',
      less: 'smaller',
      being: 'are true',
      format: (value) => formatValue(value, undefined),
    },
    read: ({ values }) => formula.evaluate(values),
  };
}

function toColumnValue(value: unknown): ColumnValue {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : null;
}
