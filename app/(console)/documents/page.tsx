import { redirect } from 'next/navigation';

/** Documents are found through their knowledge base; the breadcrumb of a document leads here. */
export default function DocumentsPage(): never {
  redirect('/knowledge');
}
