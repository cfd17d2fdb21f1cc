import { redirect } from 'next/navigation';

/** The versions are listed on the model's page; the breadcrumb leads through here. */
export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  redirect(`/models/${name}`);
}
