import type { ReactNode } from 'react';
import { Logo } from '#components/layout/logo.tsx';

interface AuthCardProps {
  title: string;
  description: string;
  children: ReactNode;
}

/** The frame of the pages before the console: one card, nothing else. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <div className="flex items-center gap-2.5 font-semibold text-lg tracking-tight">
        <Logo />
        Slipway
      </div>
      <section className="w-full max-w-sm rounded-md border border-border bg-surface px-6 py-6 sm:px-8">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        <p className="mt-1 text-base text-muted-foreground">{description}</p>
        <div className="mt-6">{children}</div>
      </section>
    </main>
  );
}
