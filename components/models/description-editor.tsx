'use client';

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

interface DescriptionEditorProps {
  /** Names the field: "Description of faq". */
  label: string;
  value: string;
  /** Shown while there is none. */
  placeholder: string;
  /** Null for those who may only read. Rejects when it was not saved. */
  onSave: ((value: string) => Promise<unknown>) | null;
}

/** Text that becomes a field when its pencil is pressed. Escape leaves it as it was. */
export function DescriptionEditor({ label, value, placeholder, onSave }: DescriptionEditorProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (draft === null || onSave === null) return;
    setBusy(true);
    try {
      await onSave(draft.trim());
      setDraft(null);
    } catch {
      // The caller has told; the draft stays to try again.
    } finally {
      setBusy(false);
    }
  };
  if (draft === null || onSave === null) {
    return (
      <p className="flex items-start gap-1 whitespace-pre-line [overflow-wrap:anywhere]">
        <span className={value === '' ? 'text-muted-foreground' : undefined}>{value || placeholder}</span>
        {onSave && (
          <IconButton
            label={`Edit ${label.toLowerCase()}`}
            icon={<Pencil aria-hidden />}
            className="-my-0.5"
            onClick={() => setDraft(value)}
          />
        )}
      </p>
    );
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        autoFocus
        aria-label={label}
        rows={3}
        maxLength={5000}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
        }}
      />
      <div className="flex gap-2">
        <Button size="sm" type="submit" variant="primary" busy={busy}>
          Save description
        </Button>
        <Button size="sm" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
