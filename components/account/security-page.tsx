'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

export function SecurityPage() {
  return (
    <>
      <PageHeader title="Security" description="How you sign in, and where you are signed in." />
      <div className="flex max-w-3xl flex-col gap-8">
        <Section title="Password">
          <p className="mb-3 text-muted-foreground">A change ends all your other sessions.</p>
          <Button asChild>
            <Link href="/change-password?next=/account/security">Change password</Link>
          </Button>
        </Section>
        <Section title="Second factor">
          <SecondFactorSection />
        </Section>
        <Section title="Sessions">
          <SessionsSection />
        </Section>
      </div>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold text-lg">{title}</h2>
      {children}
    </section>
  );
}
