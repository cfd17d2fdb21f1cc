import { RegisterPage } from '#components/models/register/register-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Register a version' };

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  await requirePage('models.write');
  const { name } = await params;
  return <RegisterPage name={name} />;
}
