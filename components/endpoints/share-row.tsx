'use client';

import { Lock, LockOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Slider } from '#components/ui/slider.tsx';
import { percentText } from './entity-words.ts';

interface ShareRowProps {
  name: string;
  color: string;
  percentage: number;
  locked: boolean;
  /** Nobody to trade with: it stays at what it has. */
  fixed: boolean;
  onMove: (percentage: number) => void;
  /** The drag or the typing is over. */
  onSettle: () => void;
  onLock: (locked: boolean) => void;
}

/** One entity's share: a slider, the same as a number, and a lock. */
export function ShareRow({
  name,
  color,
  percentage,
  locked,
  fixed,
  onMove,
  onSettle,
  onLock,
}: ShareRowProps) {
  const disabled = locked || fixed;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 sm:grid-cols-[minmax(7rem,14rem)_minmax(0,1fr)_auto_auto]">
      <span className="flex min-w-0 items-center gap-2 max-sm:col-span-3">
        <span aria-hidden className="size-2.5 shrink-0 rounded-sm" style={{ backgroundColor: color }} />
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
      </span>
      <Slider
        label={`Share of ${name}`}
        valueText={percentText(percentage)}
        value={percentage}
        step={0.1}
        color={color}
        disabled={disabled}
        onValueChange={onMove}
        onValueCommit={onSettle}
      />
      <PercentInput
        label={`Percent of ${name}`}
        percentage={percentage}
        disabled={disabled}
        onChange={onMove}
        onBlur={onSettle}
      />
      <IconButton
        label={locked ? `Unlock ${name}` : `Lock ${name}`}
        aria-pressed={locked}
        icon={locked ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
        onClick={() => onLock(!locked)}
      />
    </li>
  );
}

interface PercentInputProps {
  label: string;
  percentage: number;
  disabled?: boolean;
  onChange: (percentage: number) => void;
  onBlur?: () => void;
}

/** A number that may be half typed: the text is the reader's while the field has focus. */
export function PercentInput({ label, percentage, disabled, onChange, onBlur }: PercentInputProps) {
  const [text, setText] = useState(String(percentage));
  const typing = useRef(false);
  useEffect(() => {
    if (!typing.current) setText(String(percentage));
  }, [percentage]);
  return (
    <span className="flex items-center gap-1">
      <Input
        type="number"
        inputMode="decimal"
        min={0}
        max={100}
        step={0.1}
        aria-label={label}
        disabled={disabled}
        value={text}
        onFocus={() => {
          typing.current = true;
        }}
        onChange={(event) => {
          setText(event.target.value);
          const typed = event.target.valueAsNumber;
          if (Number.isFinite(typed)) onChange(typed);
        }}
        onBlur={() => {
          typing.current = false;
          setText(String(percentage));
          onBlur?.();
        }}
        className="h-8 w-20 text-right tabular-nums"
      />
      <span aria-hidden className="text-muted-foreground text-sm">
        %
      </span>
    </span>
  );
}
