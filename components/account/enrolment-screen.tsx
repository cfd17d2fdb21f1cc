'use client';

import { AuthCard } from '#components/access/auth-card.tsx';
import { Enrolment } from './enrolment.tsx';

/** What stands before everything else where a role asks for a second factor. */
export function EnrolmentScreen({ next }: { next: string }) {
  return (
    <AuthCard
      title="Set up a second factor"
      description="Your role asks for one: besides the password, a code of an app on your phone."
    >
      <Enrolment onDone={() => window.location.assign(next)} />
    </AuthCard>
  );
}
