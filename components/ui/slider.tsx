'use client';

import { Slider as Radix } from 'radix-ui';
import { cn } from './cn.ts';

export interface SliderProps {
  value: number;
  onValueChange: (value: number) => void;
  /** At the end of a drag, and after each key. */
  onValueCommit?: () => void;
  /** Names it for screen readers. */
  label: string;
  /** What the value means: "25 %". */
  valueText: string;
  min?: number;
  max?: number;
  /** What an arrow key moves by; Page Up, Page Down and Shift move ten times as far. */
  step?: number;
  disabled?: boolean;
  /** Of the filled part; the accent when absent. */
  color?: string;
  className?: string;
}

export function Slider({
  value,
  onValueChange,
  onValueCommit,
  label,
  valueText,
  min = 0,
  max = 100,
  step = 1,
  disabled,
  color = 'var(--accent)',
  className,
}: SliderProps) {
  return (
    <Radix.Root
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      onValueCommit={onValueCommit}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      className={cn(
        'relative flex h-6 w-full touch-none select-none items-center data-[disabled]:opacity-60',
        className,
      )}
    >
      <Radix.Track className="relative h-1.5 w-full grow overflow-hidden rounded-full bg-muted">
        <Radix.Range className="absolute h-full" style={{ backgroundColor: color }} />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-4.5 rounded-full border-2 bg-surface"
        style={{ borderColor: color }}
      />
    </Radix.Root>
  );
}
