'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { fromLocalInput, type PlanStep, toLocalInput } from './schedule-plan.ts';
import { PercentInput } from './share-row.tsx';

interface PlanStepsProps {
  entity: string;
  steps: readonly PlanStep[];
  onChange: (steps: PlanStep[]) => void;
}

const dayMs = 86_400_000;

/** Each step's time and share, to be changed by hand. */
export function PlanSteps({ entity, steps, onChange }: PlanStepsProps) {
  const set = (index: number, change: Partial<PlanStep>) =>
    onChange(steps.map((step, i) => (i === index ? { ...step, ...change } : step)));
  const add = () => {
    const last = steps.at(-1);
    const before = steps.at(-2);
    const gap = last && before ? last.at.getTime() - before.at.getTime() : dayMs;
    const at = new Date((last?.at.getTime() ?? Date.now()) + Math.max(60_000, gap || dayMs));
    onChange([...steps, { at, percentage: 100 }]);
  };
  return (
    <div className="flex flex-col gap-2">
      <table aria-label="Steps" className="w-full text-base">
        <thead>
          <tr className="border-border border-b text-left text-muted-foreground text-xs">
            <th scope="col" className="py-1 pr-2 font-medium">
              Step
            </th>
            <th scope="col" className="px-2 py-1 font-medium">
              When
            </th>
            <th scope="col" className="px-2 py-1 font-medium">
              {entity}
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // Steps have no name but their place.
            <tr key={`step ${String(index)}`} className="border-border border-b">
              <th scope="row" className="py-1 pr-2 text-left font-normal tabular-nums">
                {index + 1}
              </th>
              <td className="px-2 py-1">
                <Input
                  type="datetime-local"
                  aria-label={`Time of step ${index + 1}`}
                  value={toLocalInput(step.at)}
                  onChange={(event) => set(index, { at: fromLocalInput(event.target.value) })}
                  className="h-8 min-w-0"
                />
              </td>
              <td className="px-2 py-1">
                <PercentInput
                  label={`Percent of ${entity} at step ${index + 1}`}
                  percentage={step.percentage}
                  onChange={(percentage) =>
                    set(index, { percentage: Math.min(100, Math.max(0, percentage)) })
                  }
                />
              </td>
              <td className="py-1 text-right">
                <IconButton
                  label={`Remove step ${index + 1}`}
                  icon={<X aria-hidden />}
                  onClick={() => onChange(steps.filter((_, i) => i !== index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" className="self-start" onClick={add}>
        <Plus aria-hidden />
        Add step
      </Button>
    </div>
  );
}
