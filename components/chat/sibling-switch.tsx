'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { BranchStep } from './branch.ts';

interface SiblingSwitchProps {
  step: BranchStep;
  what: 'question' | 'answer';
  onShow: (messageId: string) => void;
}

/** ‹ 2 / 3 › between versions of a question, or answers to one. */
export function SiblingSwitch({ step, what, onShow }: SiblingSwitchProps) {
  const { siblings } = step;
  if (siblings.length < 2) return null;
  const index = siblings.indexOf(step.message.id);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  return (
    <fieldset
      aria-label={`Versions of this ${what}`}
      className="flex items-center text-muted-foreground text-sm"
    >
      <IconButton
        label={`Previous ${what}`}
        icon={<ChevronLeft aria-hidden />}
        disabled={before === undefined}
        onClick={() => before && onShow(before)}
      />
      <span className="tabular-nums">
        {index + 1} / {siblings.length}
      </span>
      <IconButton
        label={`Next ${what}`}
        icon={<ChevronRight aria-hidden />}
        disabled={after === undefined}
        onClick={() => after && onShow(after)}
      />
    </fieldset>
  );
}
