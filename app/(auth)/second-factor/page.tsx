import { redirect } from 'next/navigation';
import { EnrolmentScreen } from '#components/account/enrolment-screen.tsx';
import { signedInUser } from '#lib/access/index.ts';
import { localPath } from '#lib/access/schemas.ts';

export const metadata = { title: 'Set up a second factor' };

interface SecondFactorPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const user = await signedInUser();
  if (user === null) redirect('/sign-in?next=/second-factor');
  if (user.mustChangePassword) redirect('/change-password?next=/second-factor');
  const next = localPath((await searchParams).next);
  if (!user.mustEnrol) redirect(next);
  return <EnrolmentScreen next={next} />;
}
