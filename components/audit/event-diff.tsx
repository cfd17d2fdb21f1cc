import { cn } from '#components/ui/cn.ts';
import type { AuditEventDetail } from '#lib/audit-log/schemas.ts';
import { diffJson } from './json-diff.ts';

/** Before and after, field by field; what stayed is left out. */
export function EventDiff({ event }: { event: AuditEventDetail }) {
  if (event.erased.subject)
    return (
      <p className="text-muted-foreground text-sm">
        The details were erased with the person they were about.
      </p>
    );
  const differences = diffJson(event.before, event.after);
  if (differences.length === 0) return <p className="text-muted-foreground text-sm">No details were kept.</p>;
  return (
    <ul className="divide-y divide-border rounded-md border border-border">
      {differences.map(({ path, before, after }) => (
        <li key={path} className="flex flex-col gap-1 px-3 py-2">
          <span className="text-muted-foreground text-sm [overflow-wrap:anywhere]">{path}</span>
          <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1 font-mono text-sm">
            {before !== null && <Value as="del" text={before} label="Before" className="bg-bad-soft" />}
            {before !== null && after !== null && <span aria-hidden>→</span>}
            {after !== null && (
              <Value as="ins" text={after} label="After" className="bg-ok-soft no-underline" />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Value({
  as: Tag,
  text,
  label,
  className,
}: {
  as: 'ins' | 'del';
  text: string;
  label: string;
  className: string;
}) {
  return (
    <Tag
      className={cn(
        'whitespace-pre-wrap rounded-sm px-1 text-foreground [overflow-wrap:anywhere]',
        className,
      )}
    >
      <span className="sr-only">{label}: </span>
      {text}
    </Tag>
  );
}
