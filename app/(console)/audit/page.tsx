import { AuditPage } from '#components/audit/audit-page.tsx';
import { requirePage } from '#lib/access/index.ts';

export const metadata = { title: 'Audit' };

export default async function Audit() {
  await requirePage('audit.read');
  return <AuditPage />;
}
