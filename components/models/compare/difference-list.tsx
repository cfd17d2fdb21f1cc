import { Minus, PencilLine, Plus } from 'lucide-react';
import type { DocumentDifference } from '#lib/chain/schemas.ts';
import { LineDiff } from '../line-diff.tsx';
import { groupDifferences, isText } from './difference-groups.ts';

const lookOf = {
  added: { icon: Plus, word: 'added', classes: 'text-ok' },
  removed: { icon: Minus, word: 'removed', classes: 'text-bad' },
  changed: { icon: PencilLine, word: 'changed', classes: 'text-info' },
} as const;

interface DifferenceListProps {
  differences: readonly DocumentDifference[];
  /** What is compared with what: "Version 3 → version 4". */
  label: string;
}

/** What differs between two versions, in words, by the part of the chain. */
export function DifferenceList({ differences, label }: DifferenceListProps) {
  return (
    <div className="flex flex-col gap-5">
      {groupDifferences(differences).map((group) => (
        <section key={group.part} className="flex flex-col gap-2">
          <h3 className="font-medium text-muted-foreground text-sm">{group.title}</h3>
          <ul className="flex flex-col gap-2">
            {group.differences.map((difference) => (
              <Difference
                key={`${difference.path} ${difference.summary}`}
                difference={difference}
                label={label}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Difference({ difference, label }: { difference: DocumentDifference; label: string }) {
  const { icon: Icon, word, classes } = lookOf[difference.kind];
  const { before, after } = difference;
  return (
    <li className="flex flex-col gap-1.5">
      <p className="flex items-start gap-2 tabular-nums [overflow-wrap:anywhere]">
        <Icon role="img" aria-label={word} className={`mt-0.5 size-4 shrink-0 ${classes}`} />
        {difference.summary}
      </p>
      {isText(difference) && <LineDiff before={before ?? ''} after={after ?? ''} label={label} />}
    </li>
  );
}
