'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import type { UploadOutcome } from '#lib/knowledge/schemas.ts';
import { useAddUrls } from './mutations.ts';
import { parseUrls } from './url-list.ts';
import { counted } from './words.ts';

interface AddUrlsDialogProps {
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const formId = 'add-urls';

/** Web pages by address. Those that cannot be fetched stay in the dialog with the reason; the others are taken in. */
export function AddUrlsDialog({ name, open, onOpenChange }: AddUrlsDialogProps) {
  const add = useAddUrls(name);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly UploadOutcome[]>([]);
  const change = (next: boolean) => {
    if (add.isPending) return;
    setText('');
    setProblem(null);
    setRefused([]);
    onOpenChange(next);
  };
  const submit = async () => {
    const { urls, problem: wrong } = parseUrls(text);
    setRefused([]);
    setProblem(wrong ?? (urls.length === 0 ? 'Enter at least one address.' : null));
    if (wrong !== null || urls.length === 0) return;
    try {
      const { documents } = await add.mutateAsync(urls);
      const rejected = documents.filter(({ outcome }) => outcome === 'rejected');
      const taken = documents.length - rejected.length;
      if (taken > 0) toast.success(`${counted(taken, 'page')} added.`);
      if (rejected.length === 0) return onOpenChange(false);
      setRefused(rejected);
      setText(rejected.map(({ name: url }) => url).join('\n'));
    } catch (error) {
      setProblem(describeError(error).message);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Add web pages"
      description="Each address is fetched once and kept as a document. Links on the pages are not followed."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={add.isPending}>
            Add pages
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label="Addresses"
          hint="One on each line. Addresses inside your own network are refused."
          error={problem ?? undefined}
          required
        >
          {(control) => (
            <Textarea
              {...control}
              rows={6}
              value={text}
              placeholder="https://example.com/handbook"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {refused.length > 0 && (
          <ul className="flex flex-col gap-2" aria-label="Not added">
            {refused.map((outcome) => (
              <li key={outcome.name} className="text-sm [overflow-wrap:anywhere]">
                <StatusBadge tone="bad">Not added</StatusBadge> {outcome.name}
                <span className="block text-bad">{outcome.error}</span>
              </li>
            ))}
          </ul>
        )}
      </form>
    </Dialog>
  );
}
