import { Compass } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        isPage
        action={
          <Button asChild variant="primary">
            <Link href="/">Go to the start</Link>
          </Button>
        }
      >
        The page was moved or deleted, or the address has a typing mistake.
      </EmptyState>
    </main>
  );
}
