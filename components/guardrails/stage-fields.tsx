'use client';

import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import {
  type GuardStage,
  type PersonalDataAction,
  piiKinds,
  type StagePolicy,
} from '#lib/guardrails/schemas.ts';
import { BannedTopics } from './banned-topics.tsx';
import { LinesField } from './lines-field.tsx';
import { guardActions, kindWords } from './words.ts';

interface StageFieldsProps {
  stage: GuardStage;
  policy: StagePolicy;
  disabled: boolean;
  onChange: (policy: StagePolicy) => void;
}

const personalActions: { value: PersonalDataAction; label: string }[] = [
  { value: 'allow', label: 'Allow' },
  { value: 'mask', label: 'Mask' },
  { value: 'block', label: 'Block' },
];

/** What one stage lets pass. */
export function StageFields({ stage, policy, disabled, onChange }: StageFieldsProps) {
  const change = (part: Partial<StagePolicy>) => onChange({ ...policy, ...part });
  return (
    <div className="flex flex-col gap-6">
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium text-sm">Personal data</legend>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {piiKinds.map((kind) => (
            <Field key={kind} label={kindWords[kind]} required>
              {(control) => (
                <Select
                  {...control}
                  value={policy.personalData[kind]}
                  options={personalActions}
                  disabled={disabled}
                  onValueChange={(action) =>
                    change({ personalData: { ...policy.personalData, [kind]: action } })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label="Prompt injection"
          hint="Attempts to overrule the instructions, hidden text included."
          required
        >
          {(control) => (
            <Select
              {...control}
              value={policy.injection}
              options={guardActions}
              disabled={disabled}
              onValueChange={(injection) => change({ injection })}
            />
          )}
        </Field>
        <Field label="Longest text" hint="Characters; what is longer is blocked.">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={1_000_000}
              disabled={disabled}
              value={policy.maxChars ?? ''}
              onChange={(event) => {
                const chars = Number.parseInt(event.target.value, 10);
                change({ maxChars: chars >= 1 ? Math.min(chars, 1_000_000) : null });
              }}
            />
          )}
        </Field>
        <Field label="Other languages" hint="Texts too short to tell their language pass." required>
          {(control) => (
            <Select
              {...control}
              value={policy.languages.action}
              options={guardActions}
              disabled={disabled}
              onValueChange={(action) => change({ languages: { ...policy.languages, action } })}
            />
          )}
        </Field>
        {policy.languages.action !== 'allow' && (
          <LinesField
            label="Languages that are welcome"
            hint="Codes such as en or de, one a line."
            value={policy.languages.allowed}
            disabled={disabled}
            onChange={(allowed) => change({ languages: { ...policy.languages, allowed } })}
          />
        )}
      </div>
      <BannedTopics
        key={stage}
        banned={policy.banned}
        disabled={disabled}
        onChange={(banned) => change({ banned })}
      />
    </div>
  );
}
