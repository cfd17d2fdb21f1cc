'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { type Offer, onOffer } from './proposals.ts';
import { usePropose } from './queries.ts';

/** Stands in the shell: opens when a change was refused that somebody else could approve. */
export function ProposeDialog() {
  const me = useMe().data;
  const [offer, setOffer] = useState<Offer | null>(null);
  const mayPropose = can(me, 'changes.propose');
  useEffect(() => (mayPropose ? onOffer(setOffer) : undefined), [mayPropose]);
  return offer && <Proposing offer={offer} onClose={() => setOffer(null)} />;
}

function Proposing({ offer: { proposal, refusal }, onClose }: { offer: Offer; onClose: () => void }) {
  const propose = usePropose();
  const given = 'reason' in proposal.input ? proposal.input.reason : '';
  const [reason, setReason] = useState(given);
  const submit = () =>
    propose.mutate(
      { proposal, reason },
      {
        onSuccess: (change) => {
          onClose();
          toast.success('Proposed. Whoever may approve it has been told.', {
            description: <Link href={`/changes?change=${change.id}`}>{change.summary}</Link>,
          });
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Propose this change?"
      description={refusal}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" busy={propose.isPending} onClick={submit}>
            Propose change
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Why" hint="The person who decides reads this first." required>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {propose.error && <FormError>{describeError(propose.error).message}</FormError>}
      </div>
    </Dialog>
  );
}
