import { AuthCard } from '#components/access/auth-card.tsx';
import { AcceptInvitationForm } from '#components/account/accept-invitation-form.tsx';
import { findInvited } from '#lib/access/index.ts';

export const metadata = { title: 'Invitation', referrer: 'no-referrer' as const };

interface InvitePageProps {
  params: Promise<{ token: string }>;
}

export default async function InvitePage({ params }: InvitePageProps) {
  const { token } = await params;
  const invited = await findInvited(token);
  if (invited === null) {
    return (
      <AuthCard
        title="This invitation is over"
        description="It was used, taken back or has expired. Ask whoever invited you for a new one."
      >
        <a href="/sign-in" className="text-accent-text underline underline-offset-2">
          Sign in
        </a>
      </AuthCard>
    );
  }
  return <AcceptInvitationForm token={token} email={invited.email} name={invited.name} />;
}
