import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const buttonVariants = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-accent-foreground hover:bg-accent-hover',
        secondary: 'border-border bg-surface text-foreground hover:bg-hover',
        ghost: 'border-transparent text-foreground hover:bg-hover',
        danger: 'border-bad/40 bg-surface text-bad hover:bg-bad-soft',
        link: 'h-auto border-transparent px-0 text-accent-text underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-9 px-3.5 text-base',
        lg: 'h-11 px-5 text-base',
      },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonVariants> {
  /** Renders the only child (a link, say) in the button's clothes. */
  asChild?: boolean;
  /** Shows a spinner and refuses clicks, keeping the button's width and focus. */
  busy?: boolean;
}

export function Button({
  className,
  variant,
  size,
  asChild,
  busy = false,
  children,
  type,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), busy && 'relative', className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? 'button'}
      className={classes}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {busy && <LoaderCircle aria-hidden className="absolute animate-spin" />}
      <span className={cn('inline-flex items-center gap-1.5', busy && 'opacity-0')}>{children}</span>
    </button>
  );
}
