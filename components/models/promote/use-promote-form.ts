'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import type { z } from 'zod';
import { showProblem } from '#components/access/form-problems.ts';
import { ApiError } from '#lib/client/api.ts';
import {
  type PromoteVersion,
  type PromotionPreview,
  type PromotionResult,
  promoteVersionSchema,
} from '#lib/promotion/schemas.ts';
import { versionHref } from '../hrefs.ts';
import { usePromote } from '../mutations.ts';
import { promotionStepsBack } from '../undo-steps.ts';
import { useUndo } from '../use-undo.ts';
import { initialAliases } from './followers.ts';

/** Refusals that mean the page shows what is no longer so. */
const outdated = new Set(['stage_changed', 'promotion_check_failed']);

export type PromoteValues = z.input<typeof promoteVersionSchema>;

/**
 * The confirmation of a promotion: sends what the preview showed, and offers to take it back. `reload` reads the preview
 * again when it is no longer so; `overtaken` says why until the next try.
 */
export function usePromoteForm(preview: PromotionPreview, reload: () => Promise<unknown>) {
  const { model, version, to, current } = preview;
  const router = useRouter();
  const promote = usePromote(model, version.number);
  const undo = useUndo(model);
  const [overtaken, setOvertaken] = useState<string | null>(null);
  const form = useForm<PromoteValues, unknown, PromoteVersion>({
    resolver: zodResolver(promoteVersionSchema),
    defaultValues: {
      to,
      expectedCurrent: current?.number ?? null,
      archiveExisting: true,
      aliases: initialAliases(preview),
      reason: '',
      ticket: '',
    },
  });

  const tell = (result: PromotionResult, ticket: string) =>
    toast.success(`Version ${version.number} is in ${to}.`, {
      duration: 15_000,
      action: {
        label: 'Undo',
        onClick: () =>
          void undo({
            steps: promotionStepsBack(result, version.stage),
            reason: `Undo of the promotion of version ${version.number} to ${to}`,
            ticket,
            done: `The promotion of version ${version.number} is taken back.`,
          }),
      },
    });

  const submit = form.handleSubmit(async (values) => {
    setOvertaken(null);
    try {
      const result = await promote.mutateAsync({ ...values, expectedCurrent: current?.number ?? null });
      router.push(versionHref(model, version.number));
      tell(result, values.ticket);
    } catch (error) {
      const reason = error instanceof ApiError ? error.reason : null;
      if (error instanceof ApiError && reason !== null && outdated.has(reason)) {
        setOvertaken(error.detail);
        await reload();
      } else if (error instanceof ApiError && reason === 'higher_version_stays') {
        form.setError('archiveExisting', { message: error.detail }, { shouldFocus: true });
      } else {
        showProblem(error, ['aliases', 'archiveExisting', 'reason', 'ticket'], form.setError);
      }
    }
  });
  return { form, submit, overtaken };
}
