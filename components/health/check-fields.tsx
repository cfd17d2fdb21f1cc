'use client';

import { useId } from 'react';
import type { Control } from 'react-hook-form';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { CheckKind } from '#lib/health/schemas.ts';
import type { CheckFormValues } from './check-form-values.ts';

type Form = Control<CheckFormValues>;

/** What a check of a kind asks for. */
export function CheckFields({ control, kind }: { control: Form; kind: CheckKind }) {
  switch (kind) {
    case 'question':
      return <QuestionFields control={control} />;
    case 'provider':
      return (
        <>
          <FormField
            control={control}
            name="subject"
            label="Provider"
            hint="It is asked for its list of models, which costs nothing."
            required
          >
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
          <Latency control={control} />
        </>
      );
    case 'knowledge':
      return <KnowledgeFields control={control} />;
    case 'queue':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <Count control={control} name="maxWaitSeconds" label="Longest wait of a job, in seconds" />
          <Count control={control} name="maxFailed" label="Failed jobs within an hour" />
        </div>
      );
    case 'worker':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <Count control={control} name="minWorkers" label="Workers at least" />
          <Count control={control} name="minServers" label="Servers at least" />
        </div>
      );
    case 'database':
      return <Latency control={control} />;
  }
}

type CountName = 'maxWaitSeconds' | 'maxFailed' | 'minWorkers' | 'minServers';

function Count({ control, name, label }: { control: Form; name: CountName; label: string }) {
  return (
    <FormField control={control} name={name} label={label} required>
      {(field) => <Input {...field} type="number" min={0} />}
    </FormField>
  );
}

function Latency({ control }: { control: Form }) {
  return (
    <FormField
      control={control}
      name="maxLatencyMs"
      label="Milliseconds at most"
      hint="Slower counts as failed."
    >
      {(field) => <Input {...field} type="number" min={1} />}
    </FormField>
  );
}

const declines = [
  { value: 'either', label: 'Either way' },
  { value: 'no', label: 'Must be answered' },
  { value: 'yes', label: 'Must be declined' },
];

function QuestionFields({ control }: { control: Form }) {
  const endpoints = useEndpoints();
  const names = useId();
  return (
    <>
      <FormField control={control} name="subject" label="Endpoint" required>
        {(field) => <Input {...field} list={names} autoComplete="off" />}
      </FormField>
      <datalist id={names}>
        {endpoints.data?.items.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <FormField
        control={control}
        name="question"
        label="Question"
        hint="Asked in nobody's name, and answered from what everybody may read. Each run costs what an answer costs."
        required
      >
        {(field) => <Textarea {...field} rows={2} placeholder="What is a snapshot?" />}
      </FormField>
      <FormField control={control} name="contains" label="The answer contains" hint="One text on each line.">
        {(field) => <Textarea {...field} rows={2} />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={control} name="cites" label="It cites the document">
          {(field) => <Input {...field} autoComplete="off" placeholder="guide.md" />}
        </FormField>
        <FormField control={control} name="matches" label="It matches" hint="A regular expression (RE2).">
          {(field) => (
            <Input {...field} autoComplete="off" spellCheck={false} className="font-mono text-sm" />
          )}
        </FormField>
        <FormField control={control} name="declines" label="Declining" required>
          {({ id, value, onChange }) => (
            <Select id={id} value={value} onValueChange={onChange} options={declines} />
          )}
        </FormField>
        <FormField
          control={control}
          name="version"
          label="Version"
          hint="Instead of the split, like guide:3."
        >
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
      </div>
      <Latency control={control} />
    </>
  );
}

function KnowledgeFields({ control }: { control: Form }) {
  return (
    <>
      <FormField control={control} name="subject" label="Knowledge base" required>
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      <FormField
        control={control}
        name="query"
        label="Search for"
        hint="Must find something that everybody may read."
      >
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={control} name="maxAgeHours" label="Hours since it was published, at most">
          {(field) => <Input {...field} type="number" min={1} />}
        </FormField>
        <Latency control={control} />
      </div>
    </>
  );
}
