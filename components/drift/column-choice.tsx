'use client';

import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { type SliceKey, sliceKeys, sliceLabels } from '#lib/monitors/schemas.ts';
import { columnChoices } from './monitor-values.ts';
import { useCustomMetrics } from './queries.ts';

interface ColumnChoiceProps {
  endpoint: string;
  columns: readonly string[];
  onColumns: (columns: string[]) => void;
}

/** Columns to watch, formulas over rows among them. */
export function ColumnChoice({ endpoint, columns, onColumns }: ColumnChoiceProps) {
  const metrics = useCustomMetrics({ endpoint: endpoint === '' ? undefined : endpoint, pageSize: 100 });
  const formulas = (metrics.data?.items ?? [])
    .filter((metric) => metric.endpoint === endpoint && metric.kind === 'row')
    .map(({ name }) => name);
  return (
    <fieldset>
      <legend className="pb-2 font-semibold text-base">
        Columns <span className="font-normal text-muted-foreground text-sm">{columns.length} chosen</span>
      </legend>
      <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-3">
        {columnChoices(formulas, columns).map(({ key, label, hint }) => (
          <Choice
            key={key}
            label={label}
            hint={hint}
            checked={columns.includes(key)}
            onChecked={(checked) =>
              onColumns(checked ? [...columns, key] : columns.filter((one) => one !== key))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

interface SliceChoiceProps {
  slices: readonly SliceKey[];
  onSlices: (slices: SliceKey[]) => void;
}

/** By what rows are also looked at apart. */
export function SliceChoice({ slices, onSlices }: SliceChoiceProps) {
  return (
    <fieldset>
      <legend className="pb-2 font-semibold text-base">
        Slices{' '}
        <span className="font-normal text-muted-foreground text-sm">
          each value is judged on its own, up to twenty of the most frequent
        </span>
      </legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1.5">
        {sliceKeys.map((key) => (
          <Choice
            key={key}
            label={`by ${sliceLabels[key]}`}
            checked={slices.includes(key)}
            onChecked={(checked) =>
              onSlices(checked ? [...slices, key] : slices.filter((one) => one !== key))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  hint?: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}

function Choice({ label, hint, checked, onChecked }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2" title={hint}>
      <Checkbox id={id} checked={checked} onCheckedChange={(next) => onChecked(next === true)} />
      <label htmlFor={id} className="text-base">
        {label}
      </label>
    </div>
  );
}
