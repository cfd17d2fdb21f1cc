'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from './cn.ts';
import { Input } from './input.tsx';

export interface SearchInputProps {
  value: string;
  /** Called when typing pauses, and at once on Enter or clear. */
  onSearch: (value: string) => void;
  /** Names the field: "Search documents". */
  label: string;
  delayMs?: number;
  className?: string;
}

export function SearchInput({ value, onSearch, label, delayMs = 250, className }: SearchInputProps) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (next: string, wait: number) => {
    setText(next);
    clearTimeout(timer.current);
    if (wait === 0) onSearch(next);
    else timer.current = setTimeout(() => onSearch(next), wait);
  };
  return (
    <div className={cn('relative w-full sm:max-w-72', className)}>
      <Search
        aria-hidden
        className="-translate-y-1/2 absolute top-1/2 left-2.5 size-4 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => search(event.target.value, delayMs)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search(text, 0);
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation();
            search('', 0);
          }
        }}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => search('', 0)}
          className="-translate-y-1/2 absolute top-1/2 right-1.5 rounded-sm p-1 text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
