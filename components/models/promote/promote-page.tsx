'use client';

import { Info, Rocket } from 'lucide-react';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type PromotionPreview, promotionTargetSchema } from '#lib/promotion/schemas.ts';
import { versionHref } from '../hrefs.ts';
import { usePromotionPreview } from '../queries.ts';
import { CheckList } from './check-list.tsx';
import { ConfirmFields } from './confirm-fields.tsx';
import { usePromoteForm } from './use-promote-form.ts';
import { WhatChanges } from './what-changes.tsx';

interface PromotePageProps {
  name: string;
  number: number;
}

/** Checks, differences, confirmation: on one page, so that nothing is decided blindly. */
export function PromotePage({ name, number }: PromotePageProps) {
  const [to, setTo] = useQueryState(
    'to',
    parseAsStringLiteral(promotionTargetSchema.options).withDefault('staging'),
  );
  const preview = usePromotionPreview(name, number, to);
  return (
    <>
      <PageHeader
        title={`Promote version ${number} of ${name}`}
        badges={<EnvironmentBadge environment={to} />}
        description="What was checked, what changes, and your decision."
        actions={
          <>
            <Button asChild>
              <Link href={versionHref(name, number)}>Cancel</Link>
            </Button>
            <Select
              aria-label="Promote to"
              className="w-40"
              value={to}
              onValueChange={(next) => void setTo(next)}
              options={promotionTargetSchema.options.map((value) => ({ value, label: `to ${value}` }))}
            />
          </>
        }
      />
      {preview.data ? (
        <PromoteForm key={to} preview={preview.data} reload={preview.refetch} />
      ) : preview.error ? (
        <ErrorState
          error={preview.error}
          title="The promotion could not be prepared."
          onRetry={() => void preview.refetch()}
        />
      ) : (
        <div className="flex flex-col gap-4" aria-busy="true">
          <p role="status" className="animate-pulse text-muted-foreground text-sm">
            Checking what it refers to and asking it one question…
          </p>
          <Skeleton className="h-40 w-full" />
          <Skeleton className="h-40 w-full" />
          <Skeleton className="h-56 w-full" />
        </div>
      )}
    </>
  );
}

interface PromoteFormProps {
  preview: PromotionPreview;
  reload: () => Promise<unknown>;
}

function PromoteForm({ preview, reload }: PromoteFormProps) {
  const { form, submit, overtaken } = usePromoteForm(preview, reload);
  const failed = preview.checks.filter(({ status }) => status === 'failed').length;
  const { isSubmitting, errors } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {overtaken !== null && (
        <p role="alert" className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          {overtaken} What is shown below was read again.
        </p>
      )}
      <Card
        title="1. Checks"
        description={
          failed === 0
            ? 'Nothing forbids the promotion; warnings are for you to weigh.'
            : `${failed} failed ${failed === 1 ? 'check forbids' : 'checks forbid'} the promotion.`
        }
      >
        <CheckList checks={preview.checks} />
      </Card>
      <Card title="2. What changes">
        <WhatChanges preview={preview} control={form.control} />
      </Card>
      <Card title="3. Confirm">
        <div className="flex flex-col gap-4">
          <ConfirmFields preview={preview} control={form.control} />
          <FormError>{errors.root?.message}</FormError>
          <div>
            <Button type="submit" variant="primary" busy={isSubmitting} disabled={failed > 0}>
              <Rocket aria-hidden />
              Promote version {preview.version.number} to {preview.to}
            </Button>
          </div>
        </div>
      </Card>
    </form>
  );
}
