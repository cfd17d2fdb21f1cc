'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { type Control, Controller, type FieldPath, type FieldValues, type PathValue } from 'react-hook-form';
import { cn } from './cn.ts';

/** What a control needs to belong to its label, hint and error; spread it on the input. */
export interface FieldControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-required': boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** Says what to enter and why, below the label. */
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: string;
  required?: boolean;
  /** `inline` puts a checkbox or switch before its label. */
  layout?: 'stacked' | 'inline';
  className?: string;
  children: (control: FieldControlProps) => ReactNode;
}

export function Field({ label, hint, error, required, layout = 'stacked', className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const control = children({
    id,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required || undefined,
  });
  const caption = (
    <div>
      <label
        htmlFor={id}
        className={cn('font-medium text-sm', layout === 'inline' && 'font-normal text-base')}
      >
        {label}
        {!required && layout === 'stacked' && (
          <span className="ml-1.5 font-normal text-muted-foreground text-xs">optional</span>
        )}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </p>
      )}
    </div>
  );
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      {layout === 'inline' ? (
        <div className="flex items-start gap-2.5">
          {control}
          {caption}
        </div>
      ) : (
        <>
          {caption}
          {control}
        </>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-bad text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

interface BoundField<Value> extends FieldControlProps {
  name: string;
  value: Value;
  onChange: (value: unknown) => void;
  onBlur: () => void;
  ref: (element: unknown) => void;
  disabled?: boolean;
}

export interface FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>>
  extends Omit<FieldProps, 'children' | 'error'> {
  control: Control<Values>;
  name: Name;
  children: (field: BoundField<PathValue<Values, Name>>) => ReactNode;
}

/** A `Field` bound to react-hook-form: value, change, blur, focus on error and the error's text. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>({
  control,
  name,
  children,
  ...field
}: FormFieldProps<Values, Name>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: bound, fieldState }) => (
        <Field {...field} error={fieldState.error?.message}>
          {(props) => children({ ...bound, ...props })}
        </Field>
      )}
    />
  );
}
