'use client';

import { Check, SquarePlus, Tag } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { describeError } from '#lib/client/api.ts';
import { useLabels, useMark } from './queries.ts';

interface SelectionBarProps {
  selected: readonly string[];
  mayMark: boolean;
  onCollect: ((requestIds: string[]) => void) | null;
  onSelectPage: () => void;
  onClear: () => void;
}

/** What can be done with the chosen rows at once. */
export function SelectionBar({ selected, mayMark, onCollect, onSelectPage, onClear }: SelectionBarProps) {
  const labels = useLabels();
  const mark = useMark();
  if (selected.length === 0) return null;
  const requestIds = [...selected];
  const done = {
    onSuccess: ({ requests }: { requests: number }) =>
      void toast.success(`${requests} ${requests === 1 ? 'request' : 'requests'} changed`),
    onError: (error: unknown) => void toast.error(describeError(error).message),
  };
  const items = labels.data?.items ?? [];
  return (
    <section
      aria-label="Chosen requests"
      className="mb-3 flex flex-wrap items-center gap-2 rounded-md border border-accent bg-accent-soft px-3 py-2"
    >
      <p className="mr-auto text-sm tabular-nums">{selected.length} chosen</p>
      <Button size="sm" variant="ghost" onClick={onSelectPage}>
        Choose the whole page
      </Button>
      {mayMark && items.length > 0 && (
        <DropdownMenu
          trigger={
            <Button size="sm">
              <Tag aria-hidden />
              Label
            </Button>
          }
        >
          <MenuLabel>Put on</MenuLabel>
          {items.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => mark.mutate({ requestIds, add: [id] }, done)}>
              {name}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuLabel>Take off</MenuLabel>
          {items.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => mark.mutate({ requestIds, remove: [id] }, done)}>
              {name}
            </MenuItem>
          ))}
        </DropdownMenu>
      )}
      {onCollect && (
        <Button size="sm" onClick={() => onCollect(requestIds)}>
          <SquarePlus aria-hidden />
          Add to dataset
        </Button>
      )}
      {mayMark && (
        <Button size="sm" onClick={() => mark.mutate({ requestIds, done: true }, done)}>
          <Check aria-hidden />
          Mark as done
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
