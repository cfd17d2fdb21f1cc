import { CodeForm } from '#components/account/code-form.tsx';
import { localPath } from '#lib/access/schemas.ts';

export const metadata = { title: 'Enter your code' };

interface CodePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CodePage({ searchParams }: CodePageProps) {
  return <CodeForm next={localPath((await searchParams).next)} />;
}
