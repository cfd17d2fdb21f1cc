import { redirect } from 'next/navigation';
import { ChangePasswordForm } from '#components/access/change-password-form.tsx';
import { signedInUser } from '#lib/access/index.ts';
import { localPath } from '#lib/access/schemas.ts';

export const metadata = { title: 'Change password' };

interface ChangePasswordPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ChangePasswordPage({ searchParams }: ChangePasswordPageProps) {
  const user = await signedInUser();
  if (user === null) redirect('/sign-in?next=/change-password');
  const { next } = await searchParams;
  return <ChangePasswordForm email={user.email} firstTime={user.mustChangePassword} next={localPath(next)} />;
}
