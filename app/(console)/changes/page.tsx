import { ChangesPage } from '#components/changes/changes-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Approvals' };

export default async function Page() {
  await requirePage('changes.propose');
  return <ChangesPage />;
}
