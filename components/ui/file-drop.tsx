'use client';

import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { cn } from './cn.ts';

export interface FileDropProps {
  onFiles: (files: File[]) => void;
  /** What may be dropped and how large. */
  children?: ReactNode;
  /** As of `<input accept>`: `.pdf,.docx`. */
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  className?: string;
}

/** Takes files by drop or by the file dialog; folders dropped are read one level deep by the browser. */
export function FileDrop({ onFiles, children, accept, multiple = true, disabled, className }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex cursor-pointer flex-col items-center gap-1 rounded-md border border-border-strong border-dashed px-6 py-8 text-center transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring',
        over && 'border-accent bg-accent-soft',
        disabled && 'pointer-events-none opacity-50',
        className,
      )}
    >
      <Upload aria-hidden strokeWidth={1.5} className="size-6 text-muted-foreground" />
      <span className="text-base">
        Drop {multiple ? 'files' : 'a file'} here, or{' '}
        <span className="text-accent-text underline underline-offset-4">
          choose {multiple ? 'them' : 'it'}
        </span>
      </span>
      {children && <span className="text-muted-foreground text-sm">{children}</span>}
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        className="sr-only"
        onChange={(event) => take(event.target.files)}
      />
    </label>
  );
}
