'use client';

import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { NumberField } from './baseline-fields.tsx';
import type { MonitorValues } from './monitor-values.ts';

interface FieldsProps {
  values: MonitorValues;
  onChange: (next: Partial<MonitorValues>) => void;
}

const corrections = [
  { value: 'benjamini-hochberg' as const, label: 'Benjamini–Hochberg' },
  { value: 'holm' as const, label: 'Holm' },
  { value: 'none' as const, label: 'None' },
];

/** From when on a change is called drift. */
export function ThresholdFields({ values, onChange }: FieldsProps) {
  return (
    <details>
      <summary className="cursor-pointer font-semibold text-base">When a change counts</summary>
      <div className="grid gap-4 pt-3 sm:grid-cols-2">
        <NumberField
          label="Effect of at least"
          hint="0.1 is a small change, 0.5 a large one."
          value={values.effect}
          onValue={(effect) => onChange({ effect })}
        />
        <NumberField
          label="p-value of at most"
          hint="After the correction."
          value={values.alpha}
          onValue={(alpha) => onChange({ alpha })}
        />
        <NumberField
          label="Rows of at least"
          hint="With fewer on either side nothing is said."
          value={values.minRows}
          onValue={(minRows) => onChange({ minRows })}
        />
        <Field label="Correction" hint="Of many columns some change by chance." required>
          {(control) => (
            <Select
              {...control}
              value={values.correction}
              options={corrections}
              onValueChange={(correction) => onChange({ correction })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
