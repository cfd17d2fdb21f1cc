'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import type { DatasetItem } from '#lib/datasets/schemas.ts';
import { useRemoveItem, useSaveExpected } from './queries.ts';

interface ItemDrawerProps {
  datasetId: string;
  item: DatasetItem | null;
  mayWrite: boolean;
  onClose: () => void;
}

/** One item, with a field for the answer there should have been. */
export function ItemDrawer({ datasetId, item, mayWrite, onClose }: ItemDrawerProps) {
  const remove = useRemoveItem(datasetId);
  return (
    <Drawer
      open={item !== null}
      onOpenChange={(open) => !open && onClose()}
      title={item?.question ?? ''}
      description={item ? `From ${item.endpoint}, added by ${item.addedBy}` : undefined}
      footer={
        item && (
          <>
            <Button asChild>
              <Link href={`/inferences/${item.requestId}`}>Open trace</Link>
            </Button>
            {mayWrite && (
              <Button
                variant="danger"
                busy={remove.isPending}
                onClick={() =>
                  remove.mutate(item.id, {
                    onSuccess: onClose,
                    onError: (error) => void toast.error(describeError(error).message),
                  })
                }
              >
                <Trash2 aria-hidden />
                Remove item
              </Button>
            )}
          </>
        )
      }
    >
      {item && (
        <div className="flex flex-col gap-5">
          <Text title="Question" text={item.question} />
          <Text title="Answer given" text={item.answer || '(none)'} />
          {mayWrite && !item.withheld ? (
            <ExpectedForm key={item.id} datasetId={datasetId} item={item} />
          ) : (
            <Text title="Expected answer" text={item.expected ?? 'Not said yet.'} />
          )}
        </div>
      )}
    </Drawer>
  );
}

function Text({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-medium text-muted-foreground text-xs">{title}</h3>
      <p className="whitespace-pre-line text-base">{text}</p>
    </section>
  );
}

function ExpectedForm({ datasetId, item }: { datasetId: string; item: DatasetItem }) {
  const [text, setText] = useState(item.expected ?? '');
  const save = useSaveExpected(datasetId);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { id: item.id, expected: text.trim() === '' ? null : text },
          { onSuccess: () => void toast.success('Expected answer saved') },
        );
      }}
    >
      <Field
        label="Expected answer"
        hint="What the answer should have been. A correction somebody gave is filled in."
        error={save.error ? describeError(save.error).message : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={8}
            value={text}
            maxLength={20_000}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        busy={save.isPending}
        disabled={text === (item.expected ?? '')}
      >
        Save expected answer
      </Button>
    </form>
  );
}
