import { cn } from '#components/ui/cn.ts';
import type { Block } from '#lib/knowledge/schemas.ts';
import { type BlockGroup, tableOf } from './block-groups.ts';
import { type Highlight, isLit } from './block-range.ts';

interface BlockProps {
  block: Block;
  lit: boolean;
}

const litClasses = 'rounded-sm bg-warn-soft shadow-[0_0_0_4px_var(--warn-soft)]';

/** What every rendered block carries: its number to scroll to, its direction, its light. */
function attributes(block: Block, lit: boolean, className?: string) {
  return {
    'data-block': block.index,
    'data-lit': lit || undefined,
    dir: 'auto' as const,
    className: cn('whitespace-pre-line [overflow-wrap:anywhere]', className, lit && litClasses),
  };
}

export function BlockGroupView({ group, highlight }: { group: BlockGroup; highlight: Highlight | null }) {
  if (group.kind === 'table') return <Rows blocks={group.blocks} highlight={highlight} />;
  if (group.kind === 'list') {
    return (
      <ul className="flex list-disc flex-col gap-1 ps-6">
        {group.blocks.map((block) => (
          <li key={block.index} {...attributes(block, isLit(highlight, block.index))}>
            {block.text}
          </li>
        ))}
      </ul>
    );
  }
  const [block] = group.blocks;
  return <Single block={block} lit={isLit(highlight, block.index)} />;
}

function Single({ block, lit }: BlockProps) {
  switch (block.kind) {
    case 'heading':
      return <Heading block={block} lit={lit} />;
    case 'code':
      return (
        <pre
          {...attributes(
            block,
            lit,
            'whitespace-pre overflow-x-auto rounded-md bg-muted p-3 font-mono text-sm',
          )}
          dir="ltr"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <code>{block.text}</code>
        </pre>
      );
    case 'caption':
      return <p {...attributes(block, lit, 'text-base text-muted-foreground')}>{block.text}</p>;
    default:
      return <p {...attributes(block, lit)}>{block.text}</p>;
  }
}

/** One level below the page's own title. */
function Heading({ block, lit }: BlockProps) {
  const level = Math.min(6, (block.level ?? 1) + 1);
  const Tag = `h${level}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  const size = level === 2 ? 'mt-4 text-xl' : 'mt-3 text-lg';
  return <Tag {...attributes(block, lit, cn('font-semibold tracking-tight', size))}>{block.text}</Tag>;
}

function Rows({ blocks, highlight }: { blocks: readonly Block[]; highlight: Highlight | null }) {
  const table = tableOf(blocks.map((block) => block.text));
  if (table === null) {
    return blocks.map((block) => (
      <p
        key={block.index}
        {...attributes(block, isLit(highlight, block.index), 'border-border border-b pb-1 text-base')}
      >
        {block.text}
      </p>
    ));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no box for a table
    <div
      role="group"
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-border"
    >
      <table className="w-full border-collapse text-base">
        {table.header && (
          <thead className="bg-muted">
            <tr>
              {table.header.map((name) => (
                <th key={name} scope="col" dir="auto" className="px-3 py-1.5 text-start font-medium text-sm">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {blocks.map((block, row) => {
            const lit = isLit(highlight, block.index);
            return (
              <tr
                key={block.index}
                data-block={block.index}
                data-lit={lit || undefined}
                className={cn('border-border border-t first:border-t-0', lit && 'bg-warn-soft')}
              >
                {(table.rows[row] ?? []).map((cell, column) => (
                  <td
                    key={`${block.index}/${table.header?.[column] ?? column}`}
                    dir="auto"
                    className="min-w-20 px-3 py-1.5 align-top"
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
