'use client';

import { type ProviderKind, providerKindSchema } from '#lib/providers/schemas.ts';
import { kindTexts } from './kinds.ts';

/** The first step of adding a provider: what it is decides what is asked. */
export function KindCards({ onChoose }: { onChoose: (kind: ProviderKind) => void }) {
  return (
    <section aria-label="Kind of provider" className="flex flex-col gap-3">
      <p className="text-muted-foreground text-sm">Choose what answers.</p>
      <ul className="grid gap-2 sm:grid-cols-2">
        {providerKindSchema.options.map((kind) => (
          <li key={kind} className="flex">
            <button
              type="button"
              onClick={() => onChoose(kind)}
              className="flex w-full flex-col gap-0.5 rounded-md border border-border bg-surface px-3 py-2.5 text-left hover:border-border-strong hover:bg-muted"
            >
              <span className="font-medium text-base">{kindTexts[kind].label}</span>
              <span className="text-muted-foreground text-sm">{kindTexts[kind].sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
