'use client';

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { BranchStep } from './branch.ts';
import { SiblingSwitch } from './sibling-switch.tsx';

interface QuestionProps {
  step: BranchStep;
  /** An answer is being written, so nothing else can be asked. */
  busy: boolean;
  onEdit: (text: string) => void;
  onShow: (messageId: string) => void;
}

export function Question({ step, busy, onEdit, onShow }: QuestionProps) {
  const [editing, setEditing] = useState(false);
  const { content } = step.message;
  if (editing) {
    return (
      <EditForm
        text={content}
        busy={busy}
        onCancel={() => setEditing(false)}
        onSend={(text) => {
          setEditing(false);
          onEdit(text);
        }}
      />
    );
  }
  return (
    <div className="group flex flex-col items-end sm:flex-row-reverse">
      <h2 className="sr-only">You asked</h2>
      <div
        dir="auto"
        className="max-w-[85%] whitespace-pre-wrap rounded-md bg-muted px-4 py-2.5 text-lg [overflow-wrap:anywhere]"
      >
        {content}
      </div>
      <div className="flex h-8 items-center opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
        <CopyButton value={content} label="Copy question" />
        <IconButton
          label="Edit and ask again"
          icon={<Pencil aria-hidden />}
          disabled={busy}
          onClick={() => setEditing(true)}
        />
        <SiblingSwitch step={step} what="question" onShow={onShow} />
      </div>
    </div>
  );
}

interface EditFormProps {
  text: string;
  busy: boolean;
  onSend: (text: string) => void;
  onCancel: () => void;
}

function EditForm({ text, busy, onSend, onCancel }: EditFormProps) {
  const [draft, setDraft] = useState(text);
  const ready = draft.trim() !== '' && !busy;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSend(draft.trim());
      }}
    >
      <Textarea
        autoFocus
        aria-label="Edit your question"
        dir="auto"
        value={draft}
        rows={3}
        className="field-sizing-content max-h-80 text-lg"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            onCancel();
          }
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={!ready}>
          Ask again
        </Button>
      </div>
    </form>
  );
}
