import type { ReactNode } from 'react';

interface DashboardSectionProps {
  /** Of its anchor. */
  id: string;
  title: string;
  question: string;
  children: ReactNode;
}

export function DashboardSection({ id, title, question, children }: DashboardSectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex scroll-mt-28 flex-col gap-3">
      <header>
        <h2 id={`${id}-title`} className="font-semibold text-lg">
          {title}
        </h2>
        <p className="text-muted-foreground text-sm">{question}</p>
      </header>
      {children}
    </section>
  );
}
