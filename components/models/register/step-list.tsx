'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { stepWords } from '../step-words.ts';
import { type FormPartProps, keyed, problemAt } from './form-parts.ts';
import { ListItem, OnlyAsText } from './list-item.tsx';
import { fieldsOf, newStep, offeredSteps, type StepList as StepListName } from './step-fields.ts';
import { StepSetting } from './step-setting.tsx';
import { addItem, moveItem, removeItem, setValue } from './yaml-edit.ts';

interface StepListProps extends Pick<FormPartProps, 'form' | 'edit' | 'problems'> {
  list: StepListName;
}

/** The steps before or after the answer, in their order. */
export function StepList({ list, form, edit, problems }: StepListProps) {
  const steps = form[list];
  if (steps === null) return <OnlyAsText what="These steps" />;
  return (
    <div className="flex flex-col gap-3">
      {steps.length > 0 && (
        <ol className="flex flex-col gap-2">
          {keyed(steps, ({ step }) => step).map(({ key, item, index }) => {
            const fields = fieldsOf(list, item.step);
            const own = problems.find(({ path }) => path === `${list}.${index}`)?.message;
            const name = isKnown(item.step) ? stepWords[item.step] : item.step;
            return (
              <ListItem
                key={key}
                name={name}
                title={`${index + 1}. ${name}`}
                index={index}
                count={steps.length}
                onMove={(to) => edit((document) => moveItem(document, [list], index, to))}
                onRemove={() => edit((document) => removeItem(document, [list], index, { mayBeEmpty: true }))}
                problem={own ?? (fields === null ? 'This form does not know the step.' : undefined)}
              >
                {fields !== null &&
                  fields.length > 0 &&
                  fields.map((field) => (
                    <StepSetting
                      key={field.key}
                      field={field}
                      value={item[field.key]}
                      problem={problemAt(problems, [list, index, field.key])}
                      onChange={(value) =>
                        edit((document) => setValue(document, [list, index, field.key], value))
                      }
                    />
                  ))}
              </ListItem>
            );
          })}
        </ol>
      )}
      <div>
        <DropdownMenu
          align="start"
          trigger={
            <Button size="sm">
              <Plus aria-hidden />
              {list === 'preprocess' ? 'Add a step before the answer' : 'Add a step after the answer'}
            </Button>
          }
        >
          {offeredSteps[list].map((step) => (
            <MenuItem
              key={step}
              onSelect={() => edit((document) => addItem(document, [list], newStep(list, step)))}
            >
              {stepWords[step]}
            </MenuItem>
          ))}
        </DropdownMenu>
      </div>
    </div>
  );
}

function isKnown(step: string): step is keyof typeof stepWords {
  return Object.hasOwn(stepWords, step);
}
