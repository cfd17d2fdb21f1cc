'use client';

import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Input } from '#components/ui/input.tsx';
import type { Tags } from '#lib/registry/schemas.ts';
import { addTag, tagText, withoutTag } from './tags.ts';

interface TagsEditorProps {
  /** Names the field: "Tags of version 4". */
  label: string;
  tags: Tags;
  /** Called with all tags after each change. */
  onChange: (tags: Tags) => void;
  disabled?: boolean;
}

/** Enter adds what is typed, Backspace in the empty field takes the last tag back into it. */
export function TagsEditor({ label, tags, onChange, disabled = false }: TagsEditorProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const entries = Object.entries(tags);

  const add = () => {
    const change = addTag(tags, typed);
    setProblem(change.problem);
    if (change.tags === null) return;
    setTyped('');
    onChange(change.tags);
  };
  const remove = (key: string) => {
    onChange(withoutTag(tags, key));
    field.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const last = entries.at(-1);
    if (event.key === 'Enter') {
      event.preventDefault();
      if (typed.trim() !== '') add();
    } else if (event.key === 'Backspace' && typed === '' && last !== undefined) {
      event.preventDefault();
      setTyped(tagText(...last));
      onChange(withoutTag(tags, last[0]));
    }
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-1.5">
        {entries.map(([key, value]) => (
          <span
            key={key}
            className="inline-flex h-6 max-w-full items-center gap-0.5 rounded-sm bg-muted pl-1.5 font-medium text-xs"
          >
            <span className="truncate">{tagText(key, value)}</span>
            <button
              type="button"
              disabled={disabled}
              aria-label={`Remove tag ${tagText(key, value)}`}
              onClick={() => remove(key)}
              className="inline-flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
            >
              <X aria-hidden className="size-3" />
            </button>
          </span>
        ))}
        <Input
          ref={field}
          className="h-7 w-44 px-2 text-sm"
          aria-label={label}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          placeholder="key=value, then Enter"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          disabled={disabled}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(null);
          }}
          onKeyDown={press}
        />
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="text-bad text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}
