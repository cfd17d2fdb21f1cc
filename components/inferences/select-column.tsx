import { Checkbox } from '#components/ui/checkbox.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import type { InferenceSummary } from '#lib/inference/schemas.ts';

/** A box before each row, for what is done with several at once. */
export function selectColumn(
  selected: ReadonlySet<string>,
  onChange: (selected: ReadonlySet<string>) => void,
): Column<InferenceSummary> {
  return {
    id: 'select',
    header: 'Choose',
    className: 'w-10',
    cell: ({ requestId, question }) => (
      <Checkbox
        aria-label={`Choose ${question || requestId}`}
        checked={selected.has(requestId)}
        onCheckedChange={(checked) => {
          const next = new Set(selected);
          if (checked === true) next.add(requestId);
          else next.delete(requestId);
          onChange(next);
        }}
      />
    ),
  };
}
