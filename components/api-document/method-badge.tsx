import { cn } from '#components/ui/cn.ts';
import type { ApiMethod } from '#lib/api-document/schemas.ts';

const look: Record<ApiMethod, string> = {
  get: 'bg-info-soft text-info',
  post: 'bg-ok-soft text-ok',
  put: 'bg-warn-soft text-warn',
  patch: 'bg-warn-soft text-warn',
  delete: 'bg-bad-soft text-bad',
};

export function MethodBadge({ method }: { method: ApiMethod }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 w-15 shrink-0 items-center justify-center rounded-sm font-medium font-mono text-xs uppercase',
        look[method],
      )}
    >
      {method}
    </span>
  );
}
