'use client';

import { RadioGroup as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface RadioOption<Value extends string = string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<Value extends string = string> {
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  className?: string;
  disabled?: boolean;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

export function RadioGroup<Value extends string>({
  value,
  onValueChange,
  options,
  className,
  ...props
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <Radix.Root
      {...props}
      value={value ?? null}
      onValueChange={(next) => onValueChange(next as Value)}
      className={cn('flex flex-col gap-2', className)}
    >
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2.5">
          <Radix.Item
            id={`${id}-${option.value}`}
            value={option.value}
            disabled={option.disabled}
            className="mt-0.5 inline-flex size-4.5 shrink-0 items-center justify-center rounded-full border border-border-strong bg-surface disabled:opacity-50 data-[state=checked]:border-accent"
          >
            <Radix.Indicator className="size-2.5 rounded-full bg-accent" />
          </Radix.Item>
          <label htmlFor={`${id}-${option.value}`} className="text-base">
            {option.label}
            {option.hint && <span className="block text-muted-foreground text-sm">{option.hint}</span>}
          </label>
        </div>
      ))}
    </Radix.Root>
  );
}
