'use client';

import { ArrowUpRight } from 'lucide-react';

/** Answered by the guide that a new installation knows. */
const samples = [
  'How do I add my own documents?',
  'What is a snapshot?',
  'How do I call an endpoint with an API key?',
  'How does Slipway check citations?',
] as const;

export function EmptyChat({ onAsk }: { onAsk: (question: string) => void }) {
  return (
    <div className="flex flex-1 flex-col justify-center gap-6 py-10">
      <div>
        <h2 className="font-semibold text-2xl tracking-tight">What do you want to know?</h2>
        <p className="text-lg text-muted-foreground">
          Answers come from your documents and show where they stand. Check a source before you rely on it.
        </p>
      </div>
      <ul className="grid gap-2 sm:grid-cols-2">
        {samples.map((sample) => (
          <li key={sample}>
            <button
              type="button"
              onClick={() => onAsk(sample)}
              className="group flex size-full items-center justify-between gap-3 rounded-md border border-border bg-surface px-4 py-3 text-left text-base transition-colors hover:bg-hover"
            >
              {sample}
              <ArrowUpRight
                aria-hidden
                className="size-4 shrink-0 text-muted-foreground transition-colors group-hover:text-foreground"
              />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
