import { redirect } from 'next/navigation';

/** Runs are listed by experiment; the breadcrumb leads through here. */
export default function Page() {
  redirect('/experiments');
}
