'use client';

import { ChartLine, ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuCheckboxItem, MenuLabel } from '#components/ui/dropdown-menu.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { ChartView } from './use-chart-view.ts';

interface ChartControlsProps {
  view: ChartView;
  onChange: (next: Partial<ChartView>) => void;
  /** Metrics that have a curve. */
  keys: readonly string[];
  shown: readonly string[];
  /** Whether metrics may share a chart. */
  mayJoin: boolean;
}

/** Which metrics are drawn, over what, and on which scale. */
export function ChartControls({ view, onChange, keys, shown, mayJoin }: ChartControlsProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <DropdownMenu
        align="start"
        trigger={
          <Button size="sm">
            <ChartLine aria-hidden />
            {shown.length} of {keys.length} {keys.length === 1 ? 'metric' : 'metrics'}
            <ChevronDown aria-hidden className="text-muted-foreground" />
          </Button>
        }
      >
        <MenuLabel>Metrics with a curve</MenuLabel>
        {keys.map((key) => (
          <MenuCheckboxItem
            key={key}
            checked={shown.includes(key)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(on) =>
              onChange({ metrics: on ? [...shown, key] : shown.filter((one) => one !== key) })
            }
          >
            {key}
          </MenuCheckboxItem>
        ))}
      </DropdownMenu>
      <Select
        aria-label="Horizontal axis"
        size="sm"
        className="w-auto"
        value={view.axis}
        onValueChange={(axis) => onChange({ axis })}
        options={[
          { value: 'step', label: 'By step' },
          { value: 'time', label: 'By time' },
        ]}
      />
      <Toggle label="Logarithmic" checked={view.log} onChange={(log) => onChange({ log })} />
      {mayJoin && (
        <Toggle label="One chart" checked={view.together} onChange={(together) => onChange({ together })} />
      )}
    </div>
  );
}

interface ToggleProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Toggle({ label, checked, onChange }: ToggleProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-2 text-sm">
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
