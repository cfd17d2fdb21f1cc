'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { pathOf, type VariableDraft } from './chain-document.ts';
import { type FormPartProps, problemAt } from './form-parts.ts';
import { ListItem, OnlyAsText } from './list-item.tsx';
import { NumberInput } from './number-input.tsx';
import { VariableFields } from './variable-fields.tsx';
import { renameKey, setValue } from './yaml-edit.ts';

const variablesPath = ['input', 'variables'] as const;
const examplePath = ['input', 'example', 'inputs'] as const;

/** What a request must look like: its longest question and its named inputs. */
export function InputsEditor({ form, change, edit, problems }: FormPartProps) {
  const { variables } = form;
  const entries = Object.entries(variables ?? {});
  const remove = (name: string) =>
    edit((document) => {
      setValue(document, entries.length === 1 ? variablesPath : [...variablesPath, name], null);
      setValue(document, [...examplePath, name], null);
    });
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Longest question, characters"
        error={problemAt(problems, pathOf('maxQuestionChars', form.kind))}
        required
        className="sm:max-w-64"
      >
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            max={100_000}
            value={form.maxQuestionChars}
            onChange={(value) => value !== null && change({ maxQuestionChars: value })}
          />
        )}
      </Field>
      {variables === null ? (
        <OnlyAsText what="The input variables" />
      ) : (
        entries.length > 0 && (
          <ul aria-label="Input variables" className="flex flex-col gap-2">
            {entries.map(([name, variable], index) => (
              <ListItem
                key={name}
                name={`Variable ${name}`}
                title={<code className="font-mono">{`{{${name}}}`}</code>}
                index={index}
                count={entries.length}
                problem={problems.find(({ path }) => path === `input.variables.${name}`)?.message}
                onMove={null}
                onRemove={() => remove(name)}
              >
                <VariableFields
                  name={name}
                  variable={variable}
                  problem={(key) => problemAt(problems, [...variablesPath, name, key])}
                  set={(path, value) =>
                    edit((document) => setValue(document, [...variablesPath, name, ...path], value))
                  }
                  rename={(next) =>
                    edit((document) => {
                      if (renameKey(document, variablesPath, name, next)) {
                        renameKey(document, examplePath, name, next);
                      }
                    })
                  }
                />
              </ListItem>
            ))}
          </ul>
        )
      )}
      {variables !== null && (
        <div>
          <Button
            size="sm"
            onClick={() =>
              edit((document) =>
                setValue(document, [...variablesPath, freeName(variables)], { type: 'string' }),
              )
            }
          >
            <Plus aria-hidden />
            Add an input variable
          </Button>
        </div>
      )}
    </div>
  );
}

function freeName(variables: Readonly<Record<string, VariableDraft>>): string {
  let number = Object.keys(variables).length + 1;
  while (Object.hasOwn(variables, `input_${number}`)) number += 1;
  return `input_${number}`;
}
