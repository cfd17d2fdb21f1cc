'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { PlainText } from '#components/privacy/plain-text.tsx';
import { Button } from '#components/ui/button.tsx';
import { describeError, fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { type OwnConsent, ownConsentSchema } from '#lib/privacy/schemas.ts';

function useOwnConsent() {
  return useQuery({
    queryKey: queryKeys.consent.item('own'),
    queryFn: ({ signal }) => fetchJson('/api/me/consent', ownConsentSchema, { signal }),
  });
}

function useGiveConsent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) =>
      fetchJson('/api/me/consent', ownConsentSchema, { method: 'POST', json: { version } }),
    onSuccess: (given) => client.setQueryData(queryKeys.consent.item('own'), given),
    // Most likely another version is in force by now: show that one.
    onError: () => client.invalidateQueries({ queryKey: queryKeys.consent.all }),
  });
}

/** The chat, or what to agree to before it. The server asks too, so a chat shown too early is refused there. */
export function ConsentGate({ children }: { children: ReactNode }) {
  const { data } = useOwnConsent();
  if (data?.required && data.givenAt === null) return <ConsentRequest consent={data} />;
  return children;
}

function ConsentRequest({ consent }: { consent: OwnConsent }) {
  const give = useGiveConsent();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      aria-labelledby="consent-title"
      className="mx-auto flex min-h-0 w-full max-w-[68ch] flex-1 flex-col gap-4 overflow-y-auto px-4 py-8"
    >
      <h1
        id="consent-title"
        ref={heading}
        tabIndex={-1}
        className="font-semibold text-xl tracking-tight outline-none"
      >
        Before you start
      </h1>
      <PlainText text={consent.text} />
      {give.error && (
        <p role="alert" className="text-bad text-sm">
          {describeError(give.error).message}
        </p>
      )}
      <Button
        variant="primary"
        size="lg"
        className="self-start"
        busy={give.isPending}
        onClick={() => give.mutate(consent.version)}
      >
        Agree and start to chat
      </Button>
    </section>
  );
}
