'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { offerToPropose } from '#components/changes/proposals.ts';
import { Toaster } from '#components/ui/toaster.tsx';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import { ApiError } from '#lib/client/api.ts';
import { ShortcutProvider } from './shortcuts.tsx';

/** Everything the screens stand on: data, theme, URL state, tooltips, toasts, shortcuts. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider
        attribute="class"
        defaultTheme="system"
        enableSystem
        disableTransitionOnChange
        nonce={nonce}
      >
        <NuqsAdapter>
          <TooltipProvider delayDuration={400} skipDelayDuration={200}>
            <ShortcutProvider>{children}</ShortcutProvider>
            <Toaster />
          </TooltipProvider>
        </NuqsAdapter>
      </ThemeProvider>
    </QueryClientProvider>
  );
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({
      onError: (error, sent, _context, mutation) => {
        leaveWhenSignedOut(error);
        offerToPropose(error, sent, mutation);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  });
}

/** Worth another try: the server was not there, or said it is busy. */
function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 503;
}

/** A session that ended elsewhere, or a password that must be changed first, ends here too. */
function leaveWhenSignedOut(error: unknown): void {
  if (!(error instanceof ApiError)) return;
  const here = encodeURIComponent(window.location.pathname + window.location.search);
  if (error.status === 401) window.location.assign(`/sign-in?next=${here}`);
  else if (error.reason === 'must_change_password') window.location.assign(`/change-password?next=${here}`);
}
