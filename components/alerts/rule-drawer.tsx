'use client';

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Rule, RuleDocument, RuleInput } from '#lib/alerts/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import { MuteFields } from './mute-fields.tsx';
import { NotifyFields } from './notify-fields.tsx';
import {
  checkedRule,
  type LabelRow,
  labelRows,
  noProblems,
  type Problems,
  ProblemsProvider,
  problemsOf,
  problemWords,
} from './problems.ts';
import { useCreateRule, useDeleteRule, useUpdateRule } from './queries.ts';
import { RuleGroups } from './rule-groups.tsx';
import { RulePreview } from './rule-preview.tsx';
import { SignalFields } from './signal-fields.tsx';
import { TimesFields } from './times-fields.tsx';

type RuleDrawerProps = ({ rule: Rule; start?: undefined } | { start: RuleInput; rule?: undefined }) & {
  onClose: () => void;
};

const weekMs = 7 * 86_400_000;

/** Makes or changes a rule, and shows what it would have done before it is saved. */
export function RuleDrawer({ rule, start, onClose }: RuleDrawerProps) {
  const first: RuleInput = rule ?? start;
  const [draft, setDraft] = useState<RuleInput>({
    name: first.name,
    enabled: first.enabled,
    document: first.document,
  });
  const [labels, setLabels] = useState<LabelRow[]>(() => labelRows(first.document.labels));
  const { busy, save, problems, problem } = useSave(rule, onClose);
  const said = useRef<HTMLDivElement>(null);
  // The form is long, and the button is always there: what is wrong is brought to where it is seen.
  useEffect(() => {
    if (problem !== undefined) said.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const readOnly = rule !== undefined && !rule.mayChange;
  const range = useMemo(() => {
    const to = new Date();
    return { from: new Date(to.getTime() - weekMs).toISOString(), to: to.toISOString() };
  }, []);
  const change = (part: Partial<RuleDocument>) =>
    setDraft((before) => ({ ...before, document: { ...before.document, ...part } }));
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={rule === undefined ? 'Add a rule' : rule.name}
      description={rule === undefined ? undefined : `Revision ${rule.revision}, by ${rule.createdBy}`}
      footer={
        readOnly ? undefined : (
          <>
            {rule !== undefined && <DeleteRule rule={rule} onDeleted={onClose} />}
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" busy={busy} onClick={() => save(draft, labels)}>
              {rule === undefined ? 'Add rule' : 'Save rule'}
            </Button>
          </>
        )
      }
    >
      <ProblemsProvider value={problems}>
        <fieldset disabled={readOnly} className="flex flex-col gap-6">
          <legend className="sr-only">Rule</legend>
          <div className="flex flex-col gap-4">
            <Field label="Name" error={problems.name} required>
              {(control) => (
                <Input
                  {...control}
                  value={draft.name}
                  autoComplete="off"
                  onChange={(event) => setDraft({ ...draft, name: event.target.value })}
                />
              )}
            </Field>
            <Field label="Switched on" layout="inline">
              {({ id }) => (
                <Checkbox
                  id={id}
                  checked={draft.enabled}
                  onCheckedChange={(on) => setDraft({ ...draft, enabled: on === true })}
                />
              )}
            </Field>
          </div>
          {rule !== undefined && (
            <Part title="How it stands">
              <RuleGroups rule={rule} />
            </Part>
          )}
          <Part title="What is wrong">
            <SignalFields
              signal={draft.document.signal}
              range={range}
              onChange={(signal) => change({ signal })}
            />
          </Part>
          {!readOnly && (
            <Part title="What it would have done">
              <RulePreview document={draft.document} />
            </Part>
          )}
          <Part title="When it fires, and when it is over">
            <TimesFields document={draft.document} onChange={change} />
          </Part>
          <Part title="Who is told, and what is done">
            <NotifyFields document={draft.document} onChange={change} />
            <MuteFields document={draft.document} onChange={change} />
          </Part>
          <AdvancedFields
            document={draft.document}
            onChange={change}
            labels={labels}
            onLabels={setLabels}
            wrong={Object.keys(problems).some((path) =>
              /labels|groupSeconds|repeatSeconds|^document\.timeZone$/.test(path),
            )}
          />
          <div ref={said}>
            <FormError>{problem}</FormError>
          </div>
        </fieldset>
      </ProblemsProvider>
    </Drawer>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-border border-t pt-4">
      <h3 className="font-semibold text-base">{title}</h3>
      {children}
    </section>
  );
}

function useSave(rule: Rule | undefined, onClose: () => void) {
  const create = useCreateRule();
  const update = useUpdateRule();
  const [problems, setProblems] = useState<Problems>(noProblems);
  const [problem, setProblem] = useState<string>();
  const done = {
    onSuccess: () => {
      toast.success('The rule is saved and evaluated within seconds.');
      onClose();
    },
    onError: (error: unknown) => {
      setProblems(problemsOf(error));
      setProblem(describeError(error).message);
    },
  };
  const save = (draft: RuleInput, labels: readonly LabelRow[]) => {
    const { input, problems: found } = checkedRule(draft, labels);
    setProblems(found ?? noProblems);
    setProblem(problemWords(found ?? noProblems));
    if (input === null) return;
    if (rule === undefined) create.mutate(input, done);
    else update.mutate({ id: rule.id, expectedRevision: rule.revision, ...input }, done);
  };
  return { busy: create.isPending || update.isPending, save, problems, problem };
}

function DeleteRule({ rule, onDeleted }: { rule: Rule; onDeleted: () => void }) {
  const remove = useDeleteRule();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="danger" className="mr-auto" onClick={() => setAsking(true)}>
        Delete rule
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete "${rule.name}"?`}
        confirmLabel="Delete rule"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(rule.id, { onSuccess: onDeleted })}
      >
        What fires of it ends; what it fired stays in the history.
        <FormError>{remove.error ? describeError(remove.error).message : undefined}</FormError>
      </ConfirmDialog>
    </>
  );
}
