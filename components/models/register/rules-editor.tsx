'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { RuleDraft } from './chain-document.ts';
import { NameInput, WordsInput } from './draft-inputs.tsx';
import { type FormPartProps, keyed, problemAt } from './form-parts.ts';
import { ListItem, OnlyAsText } from './list-item.tsx';
import { ModelPicker } from './model-picker.tsx';
import { NumberInput } from './number-input.tsx';
import { addItem, moveItem, removeItem, setValue } from './yaml-edit.ts';

const numbers = [
  { key: 'minQuestionChars', label: 'Question, at least characters' },
  { key: 'maxQuestionChars', label: 'Question, at most characters' },
  { key: 'minHistoryTurns', label: 'Earlier turns, at least' },
  { key: 'maxHistoryTurns', label: 'Earlier turns, at most' },
  { key: 'minTopScore', label: 'Best passage’s score, at least' },
  { key: 'maxTopScore', label: 'Best passage’s score, at most' },
] as const;

/** Rules that choose a small or a large model; the first that holds decides. */
export function RulesEditor({ form, edit, problems, options }: FormPartProps) {
  const rules = form.routing;
  if (rules === null) return <OnlyAsText what="These rules" />;
  const add = () =>
    edit((document) =>
      addItem(document, ['routing'], {
        name: freeName(rules),
        when: { minQuestionChars: 400 },
        model: { provider: form.provider, name: form.model },
      }),
    );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted-foreground text-sm">
        The first rule whose conditions all hold chooses the model; otherwise the model above answers.
      </p>
      {rules.length > 0 && (
        <ol className="flex flex-col gap-2">
          {keyed(rules, ({ name }) => name).map(({ key, item, index }) => (
            <ListItem
              key={key}
              name={`Rule ${item.name}`}
              title={`${index + 1}. ${item.name}`}
              index={index}
              count={rules.length}
              problem={problems.find(({ path }) => path === `routing.${index}.when`)?.message}
              onMove={(to) => edit((document) => moveItem(document, ['routing'], index, to))}
              onRemove={() =>
                edit((document) => removeItem(document, ['routing'], index, { mayBeEmpty: false }))
              }
            >
              <Rule
                rule={item}
                providers={options.providers}
                problem={(path) => problemAt(problems, ['routing', index, ...path])}
                set={(path, value) =>
                  edit((document) => setValue(document, ['routing', index, ...path], value))
                }
              />
            </ListItem>
          ))}
        </ol>
      )}
      <div>
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Add a routing rule
        </Button>
      </div>
    </div>
  );
}

interface RuleProps {
  rule: RuleDraft;
  providers: FormPartProps['options']['providers'];
  problem: (path: readonly string[]) => string | undefined;
  set: (path: readonly string[], value: unknown) => void;
}

function Rule({ rule: { name, when, model }, providers, problem, set }: RuleProps) {
  const { languages, matches } = when;
  return (
    <>
      <Field label="Rule name" hint="Shown in the trace." error={problem(['name'])} required>
        {(control) => <NameInput {...control} value={name} onCommit={(next) => set(['name'], next)} />}
      </Field>
      <Field label="Languages" hint="Codes like en, de." error={problem(['when', 'languages'])}>
        {(control) => (
          <WordsInput
            {...control}
            value={Array.isArray(languages) ? languages.filter((code) => typeof code === 'string') : []}
            onChange={(codes) => set(['when', 'languages'], codes.length === 0 ? null : codes)}
          />
        )}
      </Field>
      {numbers.map(({ key, label }) => (
        <Field key={key} label={label} error={problem(['when', key])}>
          {(control) => (
            <NumberInput
              {...control}
              step="any"
              value={numberOf(when[key])}
              onChange={(value) => set(['when', key], value)}
            />
          )}
        </Field>
      ))}
      <Field
        label="Question matches"
        hint="A regular expression in RE2 syntax, ignoring case."
        error={problem(['when', 'matches'])}
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-sm"
            value={typeof matches === 'string' ? matches : ''}
            onChange={({ target }) => set(['when', 'matches'], target.value === '' ? null : target.value)}
          />
        )}
      </Field>
      <ModelPicker
        providers={providers}
        provider={model.provider}
        model={model.name}
        providerProblem={problem(['model', 'provider'])}
        modelProblem={problem(['model', 'name'])}
        onChange={(values) => {
          if (values.provider !== undefined) set(['model', 'provider'], values.provider);
          if (values.model !== undefined) set(['model', 'name'], values.model);
        }}
      />
    </>
  );
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function freeName(rules: readonly RuleDraft[]): string {
  const taken = new Set(rules.map(({ name }) => name));
  let number = rules.length + 1;
  while (taken.has(`rule ${number}`)) number += 1;
  return `rule ${number}`;
}
