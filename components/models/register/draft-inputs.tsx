'use client';

import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

interface WordsInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  value: readonly string[];
  onChange: (words: string[]) => void;
}

/** Words separated by commas. What was typed stays while the field has focus, so that a comma can be typed. */
export function WordsInput({ value, onChange, ...props }: WordsInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = value.join(', ');
  return (
    <Input
      {...props}
      autoComplete="off"
      spellCheck={false}
      value={draft ?? shown}
      onFocus={() => setDraft(shown)}
      onBlur={() => setDraft(null)}
      onChange={({ target }) => {
        setDraft(target.value);
        onChange(
          target.value
            .split(',')
            .map((word) => word.trim())
            .filter((word) => word !== ''),
        );
      }}
    />
  );
}

interface JsonInputProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  value: unknown;
  /** Called with every text that is a JSON object. */
  onChange: (value: unknown) => void;
}

/** A JSON object as text. The document changes whenever the text can be read. */
export function JsonInput({ value, onChange, ...props }: JsonInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = JSON.stringify(value, null, 2) ?? '';
  const unreadable = draft !== null && readObject(draft) === null;
  return (
    <>
      <Textarea
        {...props}
        rows={6}
        spellCheck={false}
        aria-invalid={unreadable || props['aria-invalid']}
        className="font-mono text-sm"
        value={draft ?? shown}
        onFocus={() => setDraft(shown)}
        onBlur={() => setDraft(null)}
        onChange={({ target }) => {
          setDraft(target.value);
          const read = readObject(target.value);
          if (read !== null) onChange(read);
        }}
      />
      {unreadable && (
        <p role="status" className="text-muted-foreground text-sm">
          Not a JSON object yet; the document keeps the last one that was.
        </p>
      )}
    </>
  );
}

function readObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

interface NameInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  value: string;
  /** Called when the field is left or Enter is pressed, with a name that differs. */
  onCommit: (name: string) => void;
}

/** A name that others are found by: it changes when it is whole, not with every key. */
export function NameInput({ value, onCommit, ...props }: NameInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const name = draft?.trim() ?? '';
    setDraft(null);
    if (name !== '' && name !== value) onCommit(name);
  };
  return (
    <Input
      {...props}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={draft ?? value}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
