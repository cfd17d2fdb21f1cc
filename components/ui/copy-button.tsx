'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { IconButton } from './icon-button.tsx';

export interface CopyButtonProps {
  /** The text, or how to make it when asked. */
  value: string | (() => string);
  label?: string;
  className?: string;
}

export function CopyButton({ value, label = 'Copy', className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof value === 'function' ? value() : value);
      setCopied(true);
    } catch {
      toast.error('The browser refused access to the clipboard. Select the text and copy it by hand.');
    }
  };
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      icon={copied ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
      className={className}
      onClick={copy}
    />
  );
}
