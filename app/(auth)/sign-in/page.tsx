import { redirect } from 'next/navigation';
import { SignInForm } from '#components/access/sign-in-form.tsx';
import { signedInUser, signInButtons } from '#lib/access/index.ts';
import { localPath, signInProblem } from '#lib/access/schemas.ts';

export const metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, callbackUrl, error, wait } = await searchParams;
  const target = localPath(next ?? callbackUrl);
  if (await signedInUser()) redirect(target);
  const providers = await signInButtons();
  return <SignInForm next={target} problem={signInProblem(error, wait)} providers={providers} />;
}
