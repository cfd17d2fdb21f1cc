'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { cn } from './cn.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'asChild' | 'aria-label'> {
  /** Names the button for screen readers and in its tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  shortcut?: string;
  icon: ReactNode;
}

export function IconButton({
  label,
  shortcut,
  icon,
  className,
  variant = 'ghost',
  size = 'sm',
  ...props
}: IconButtonProps) {
  const square = { sm: 'size-7', md: 'size-9', lg: 'size-11' }[size ?? 'sm'];
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button
        {...props}
        aria-label={label}
        variant={variant}
        size={size}
        className={cn(
          square,
          'px-0',
          variant === 'ghost' && 'text-muted-foreground hover:text-foreground',
          className,
        )}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
