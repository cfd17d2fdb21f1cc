'use client';

import { useEffect, useState } from 'react';
import { cn } from '#components/ui/cn.ts';

interface AnchorRailProps {
  label: string;
  anchors: readonly { id: string; title: string }[];
}

/** The sections of a long page; the one being read is marked. A row on narrow screens. */
export function AnchorRail({ label, anchors }: AnchorRailProps) {
  const current = useSectionInView(anchors);
  return (
    <nav
      aria-label={label}
      className="sticky top-12 z-10 self-start bg-background lg:top-16 max-lg:w-full max-lg:overflow-x-auto max-lg:border-border max-lg:border-b"
    >
      <ul className="flex gap-1 py-2 lg:w-40 lg:flex-col">
        {anchors.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={current === id ? 'location' : undefined}
              className={cn(
                'block whitespace-nowrap rounded-sm px-2 py-1 text-muted-foreground text-sm hover:bg-hover hover:text-foreground',
                current === id && 'bg-muted font-medium text-foreground',
              )}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The topmost section that is on screen. */
function useSectionInView(anchors: AnchorRailProps['anchors']): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    const visible = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target.id);
          else visible.delete(target.id);
        }
        setCurrent(anchors.find(({ id }) => visible.has(id))?.id ?? null);
      },
      // The upper part of the screen, below the bar.
      { rootMargin: '-80px 0px -60% 0px' },
    );
    for (const { id } of anchors) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [anchors]);
  return current;
}
