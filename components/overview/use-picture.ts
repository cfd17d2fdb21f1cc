'use client';

import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { toast } from 'sonner';
import { saveFile } from '#components/charts/save-file.ts';
import { formatMoment } from '#components/ui/format.ts';
import type { OverviewWhere } from './queries.ts';

export interface Picture {
  /** It is being made: everything must be on the page, also what nobody has scrolled to. */
  making: boolean;
  /** What is pictured. */
  root: RefObject<HTMLDivElement | null>;
  save: () => Promise<void>;
}

const patienceMs = 15_000;
/** What one frame draws may ask for more: a chart measures its place before it draws. */
const quietFrames = 10;

/** Saves a part of the page as a PNG, once all of it is there. */
export function usePicture(query: OverviewWhere): Picture {
  const root = useRef<HTMLDivElement>(null);
  const [making, setMaking] = useState(false);
  const about = useRef(query);
  about.current = query;
  const save = useCallback(async () => {
    setMaking(true);
    try {
      const { pagePng } = await import('./page-png.ts');
      const element = await complete(root);
      const now = new Date();
      const picture = await pagePng(element, { title: 'Overview', note: noteOf(about.current, now) });
      saveFile(picture, `overview-${now.toISOString().slice(0, 10)}.png`);
    } catch {
      toast.error('The picture could not be made in this browser. Take the PDF, or a screenshot.');
    } finally {
      setMaking(false);
    }
  }, []);
  return useMemo(() => ({ making, root, save }), [making, save]);
}

/** "guide in production · 20 Nov 2026, 10:00:00 GMT – 21 Nov 2026, 10:00:00 GMT · made …" */
export function noteOf({ from, to, endpoint, environment }: OverviewWhere, now: Date): string {
  const what = endpoint ?? 'Everything that is served';
  const where = environment === undefined ? what : `${what} in ${environment}`;
  return `${where} · ${formatMoment(new Date(from))} – ${formatMoment(new Date(to))} · made ${formatMoment(now)}`;
}

/** What is loading says so; after a while it is pictured as it is. Throws when it left the page. */
async function complete(root: RefObject<HTMLElement | null>): Promise<HTMLElement> {
  const until = performance.now() + patienceMs;
  for (let quiet = 0; quiet < quietFrames && performance.now() < until; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const busy = root.current?.querySelector('[aria-busy=true], [data-slot=skeleton]') ?? null;
    quiet = busy === null ? quiet + 1 : 0;
  }
  if (root.current === null) throw new Error('There is nothing to picture.');
  return root.current;
}
