'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import {
  type Notice,
  type NoticeStage,
  noticeInputSchema,
  noticeStages,
  noticeUpdateSchema,
} from '#lib/health/schemas.ts';
import { useOpenNotice, useUpdateNotice } from './queries.ts';
import { stageWords } from './words.ts';

const formId = 'status-notice';
const stages = noticeStages.map((value) => ({ value, label: stageWords[value] }));

/** Mounted while it is open; null tells of a new incident. */
export function NoticeDialog({ notice, onClose }: { notice: Notice | null; onClose: () => void }) {
  const [title, setTitle] = useState('');
  const [stage, setStage] = useState<NoticeStage>(notice?.updates[0]?.stage ?? 'investigating');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const open = useOpenNotice();
  const update = useUpdateNotice();
  const onError = (error: unknown) => setProblem(describeError(error).message);
  const submit = () => {
    if (notice === null) {
      const parsed = noticeInputSchema.safeParse({ title, stage, text });
      if (!parsed.success) return setProblem(parsed.error.issues[0]?.message);
      return open.mutate(parsed.data, { onSuccess: onClose, onError });
    }
    const parsed = noticeUpdateSchema.safeParse({ stage, text });
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message);
    update.mutate({ id: notice.id, ...parsed.data }, { onSuccess: onClose, onError });
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={notice === null ? 'Tell of an incident' : `Update "${notice.title}"`}
      description="Everybody who reads the status page sees this."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={open.isPending || update.isPending}>
            {notice === null ? 'Tell the public' : 'Add update'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {notice === null && (
          <Field label="Title" required>
            {(control) => (
              <Input
                {...control}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
                placeholder="Answers are slow"
              />
            )}
          </Field>
        )}
        <Field label="Stage" required>
          {(control) => <Select {...control} value={stage} onValueChange={setStage} options={stages} />}
        </Field>
        <Field label="What is known" required>
          {(control) => (
            <Textarea {...control} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <FormError>{problem}</FormError>
      </form>
    </Dialog>
  );
}
