'use client';

import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useMediaQuery } from '#lib/client/use-media-query.ts';

const longest = 100_000;
const touchOnly = '(pointer: coarse)';

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  running: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Where questions are written. Enter sends, Shift+Enter breaks the line; on a phone Enter breaks the line. */
export function Composer({ field, running, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState('');
  const touch = useMediaQuery(touchOnly);
  const question = text.trim();

  // What was typed before the page came alive stands in the field, but nobody heard of it.
  useEffect(() => setText(field.current?.value ?? ''), [field]);

  // Not on a phone, where the keyboard would cover the page.
  useEffect(() => {
    if (!window.matchMedia(touchOnly).matches) field.current?.focus();
  }, [field]);

  const send = () => {
    if (question === '' || running) return;
    onSend(question);
    setText('');
  };
  const press = (event: KeyboardEvent) => {
    const plain = !event.shiftKey && !event.altKey && !event.nativeEvent.isComposing;
    if (event.key !== 'Enter' || !plain || touch) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={cn(
        'flex items-end gap-2 rounded-md border border-border bg-surface p-2 transition-colors',
        'focus-within:border-ring focus-within:outline-1 focus-within:outline-ring',
      )}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor="question" className="sr-only">
        Your question
      </label>
      <textarea
        id="question"
        ref={field}
        rows={1}
        dir="auto"
        value={text}
        maxLength={longest}
        placeholder="Ask about your documents…"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        className="field-sizing-content max-h-60 min-h-9 flex-1 resize-none bg-transparent px-2 py-1.5 text-lg outline-none placeholder:text-muted-foreground"
      />
      {running ? (
        <IconButton
          label="Stop"
          shortcut="Esc"
          variant="secondary"
          size="md"
          icon={<Square aria-hidden className="fill-current" />}
          onClick={onStop}
        />
      ) : (
        <IconButton
          label="Send"
          shortcut={touch ? undefined : 'Enter'}
          variant="primary"
          size="md"
          type="submit"
          disabled={question === ''}
          icon={<ArrowUp aria-hidden />}
        />
      )}
    </form>
  );
}
