'use client';

import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { inferenceColumns } from './inference-columns.tsx';
import type { ChosenColumns } from './use-columns.ts';

/** Which columns, and in which order. */
export function ColumnsMenu({ ids, choose }: ChosenColumns) {
  const hidden = inferenceColumns.filter(({ id }) => !ids.includes(id)).map(({ id }) => id);
  const move = (at: number, step: -1 | 1) => {
    const next = [...ids];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) next.splice(at + step, 0, moved);
    choose(next);
  };
  return (
    <Popover
      label="Columns"
      align="end"
      trigger={
        <Button>
          <Columns3 aria-hidden />
          Columns
        </Button>
      }
    >
      <ul className="flex max-h-96 flex-col gap-0.5 overflow-y-auto">
        {[...ids, ...hidden].map((id, index) => {
          const column = inferenceColumns.find((one) => one.id === id);
          const shown = index < ids.length;
          return (
            <li key={id} className="flex items-center gap-2 text-base">
              <label htmlFor={`column-${id}`} className="flex min-h-7 flex-1 items-center gap-2">
                <Checkbox
                  id={`column-${id}`}
                  checked={shown}
                  disabled={column?.alwaysShown}
                  onCheckedChange={() => choose(shown ? ids.filter((one) => one !== id) : [...ids, id])}
                />
                {column?.header}
              </label>
              {shown && (
                <>
                  <IconButton
                    label={`Move ${column?.header} forward`}
                    icon={<ChevronUp aria-hidden />}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <IconButton
                    label={`Move ${column?.header} back`}
                    icon={<ChevronDown aria-hidden />}
                    disabled={index === ids.length - 1}
                    onClick={() => move(index, 1)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <Button size="sm" variant="ghost" className="mt-2" onClick={() => choose([])}>
        Reset columns
      </Button>
    </Popover>
  );
}
