import { ShieldX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** In place of a page the person may not see. */
export function ForbiddenScreen() {
  return (
    <EmptyState
      icon={ShieldX}
      title="This page is not for your role"
      className="min-h-[60vh]"
      isPage
      action={
        <Button asChild>
          <Link href="/">Go to the start</Link>
        </Button>
      }
    >
      Your account is in order, but it lacks the permission for this page. An administrator can change your
      role.
    </EmptyState>
  );
}
