'use client';

import type { KeyboardEvent } from 'react';
import { cn } from '#components/ui/cn.ts';
import { MethodBadge } from './method-badge.tsx';
import type { OperationGroup } from './operations.ts';

interface OperationListProps {
  groups: readonly OperationGroup[];
  /** `operationId` of the one that is shown. */
  chosen: string | null;
  onChoose: (operationId: string) => void;
}

export function OperationList({ groups, chosen, onChoose }: OperationListProps) {
  return (
    <nav aria-label="Operations" onKeyDown={walk} className="flex flex-col gap-4">
      {groups.map(({ name, description, operations }) => (
        <section key={name}>
          <h2 className="px-2 font-semibold text-sm" title={description}>
            {name}
          </h2>
          <ul className="pt-1">
            {operations.map(({ path, method, operation }) => (
              <li key={operation.operationId}>
                <a
                  href={`?op=${operation.operationId}`}
                  aria-current={operation.operationId === chosen ? 'page' : undefined}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                    event.preventDefault();
                    onChoose(operation.operationId);
                  }}
                  className={cn(
                    'flex items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-muted',
                    operation.operationId === chosen && 'bg-muted font-medium',
                  )}
                  title={path}
                >
                  <MethodBadge method={method} />
                  <span className="truncate">{operation.summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** Up and down go from operation to operation. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link.matches(':focus'));
  links[at + step]?.focus();
  event.preventDefault();
}
