'use client';

import { createContext, type Dispatch, memo, type ReactNode, type SetStateAction, use } from 'react';
import type { Column } from '#components/ui/data-table.tsx';
import type { InferenceSummary } from '#lib/inference/schemas.ts';

interface Selection {
  selected: ReadonlySet<string>;
  onChange: Dispatch<SetStateAction<ReadonlySet<string>>>;
}

const SelectionContext = createContext<Selection>({ selected: new Set(), onChange: () => undefined });

/** Which rows of the table below are chosen. Not part of the columns, so that a tick draws one box and not the table. */
export function SelectedRows({ selected, onChange, children }: Selection & { children: ReactNode }) {
  return <SelectionContext value={{ selected, onChange }}>{children}</SelectionContext>;
}

/** A box before each row, for what is done with several at once. */
export const selectColumn: Column<InferenceSummary> = {
  id: 'select',
  header: 'Choose',
  quietHeader: true,
  className: 'w-10 max-sm:hidden',
  cell: ({ requestId, question }) => <RowBox id={requestId} label={`Choose ${question || requestId}`} />,
};

function RowBox({ id, label }: { id: string; label: string }) {
  const { selected, onChange } = use(SelectionContext);
  return <Box id={id} label={label} checked={selected.has(id)} onChange={onChange} />;
}

interface BoxProps extends Pick<Selection, 'onChange'> {
  id: string;
  label: string;
  checked: boolean;
}

/** The browser's own box: of fifty, each part more is felt. */
const Box = memo(function Box({ id, label, checked, onChange }: BoxProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="size-4 align-middle accent-accent"
      checked={checked}
      onChange={({ target }) =>
        onChange((before) => {
          const next = new Set(before);
          if (target.checked) next.add(id);
          else next.delete(id);
          return next;
        })
      }
    />
  );
});
