'use client';

import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: `Delete "handbook"?` */
  title: string;
  /** Names what will be lost. */
  children: ReactNode;
  /** The verb and its object: "Delete knowledge base". */
  confirmLabel: string;
  tone?: 'danger' | 'primary';
  /** Text that must be typed first, for what cannot be undone. */
  typeToConfirm?: string;
  busy?: boolean;
  /** The dialog stays open until the caller closes it, so an error can be shown in `children`. */
  onConfirm: () => void;
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  tone = 'danger',
  typeToConfirm,
  busy,
  onConfirm,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const ready = typeToConfirm === undefined || typed === typeToConfirm;
  const change = (next: boolean) => {
    setTyped('');
    onOpenChange(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade-in bg-overlay" />
        <Radix.Content className="-translate-x-1/2 fixed top-[18vh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-md animate-fade-in rounded-md border border-border bg-surface shadow-overlay">
          <div className="flex flex-col gap-3 px-5 py-4">
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="text-muted-foreground text-sm">{children}</div>
            </Radix.Description>
            {typeToConfirm !== undefined && (
              <Field label={`Type "${typeToConfirm}" to confirm`} required>
                {(control) => (
                  <Input
                    {...control}
                    value={typed}
                    autoComplete="off"
                    onChange={(event) => setTyped(event.target.value)}
                  />
                )}
              </Field>
            )}
          </div>
          <footer className="flex justify-end gap-2 border-border border-t px-5 py-3">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Button variant={tone} busy={busy} disabled={!ready} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
