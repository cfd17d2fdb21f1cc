'use client';

import { useState } from 'react';
import type { Tags } from '#lib/registry/schemas.ts';
import { TagsEditor } from './tags-editor.tsx';

interface SavedTagsProps {
  label: string;
  tags: Tags;
  /** Rejects when they were not saved; they are taken back then. */
  onSave: (tags: Tags) => Promise<unknown>;
}

/** Tags that are saved as they change. What is on the way is shown at once, so that quick changes build on each other. */
export function SavedTags({ label, tags, onSave }: SavedTagsProps) {
  const [draft, setDraft] = useState<Tags | null>(null);
  const change = (next: Tags) => {
    setDraft(next);
    const settle = () => setDraft((now) => (now === next ? null : now));
    onSave(next).then(settle, () => setDraft(null));
  };
  return <TagsEditor label={label} tags={draft ?? tags} onChange={change} />;
}
