'use client';

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { displayKeys, isPlainCharacter, matchesShortcut } from './shortcut-keys.ts';

export interface Shortcut {
  /** `mod+k`, `?`, `mod+shift+o`. */
  keys: string;
  /** What it does: "New chat". */
  label: string;
  group: string;
  /** Absent for keys a control handles by itself; they are only listed. */
  run?: () => void;
}

interface Registry {
  add: (id: string, shortcuts: readonly Shortcut[]) => void;
  remove: (id: string) => void;
  openSheet: () => void;
}

const RegistryContext = createContext<Registry | null>(null);

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const registered = useRef(new Map<string, readonly Shortcut[]>());
  const [sheet, setSheet] = useState<readonly Shortcut[] | null>(null);

  const openSheet = useCallback(() => setSheet([...registered.current.values()].flat()), []);
  const registry = useMemo<Registry>(
    () => ({
      add: (id, shortcuts) => void registered.current.set(id, shortcuts),
      remove: (id) => void registered.current.delete(id),
      openSheet,
    }),
    [openSheet],
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const all: Shortcut[] = [
        { keys: '?', label: '', group: '', run: openSheet },
        ...[...registered.current.values()].flat(),
      ];
      const hit = all.find(
        ({ keys, run }) =>
          run && matchesShortcut(keys, event, isMac()) && !(isPlainCharacter(keys.split('+')) && isTyping()),
      );
      if (!hit) return;
      event.preventDefault();
      hit.run?.();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [openSheet]);

  return (
    <RegistryContext value={registry}>
      {children}
      <ShortcutSheet shortcuts={sheet} onClose={() => setSheet(null)} />
    </RegistryContext>
  );
}

/** Registers shortcuts while the component is on screen. Pass a stable array. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = use(RegistryContext);
  const id = useId();
  useEffect(() => {
    registry?.add(id, shortcuts);
    return () => registry?.remove(id);
  }, [registry, id, shortcuts]);
}

export function useShortcutSheet(): () => void {
  const registry = use(RegistryContext);
  return registry?.openSheet ?? (() => undefined);
}

/** `mod+k` as this keyboard names it; "Ctrl" until the browser is known. */
export function useKeyNames(): (keys: string) => string {
  const [mac, setMac] = useState(false);
  useEffect(() => setMac(isMac()), []);
  return (keys) => displayKeys(keys, mac);
}

function ShortcutSheet({
  shortcuts,
  onClose,
}: {
  shortcuts: readonly Shortcut[] | null;
  onClose: () => void;
}) {
  const groups = Map.groupBy(shortcuts ?? [], (shortcut) => shortcut.group);
  const name = useKeyNames();
  return (
    <Dialog open={shortcuts !== null} onOpenChange={(open) => !open && onClose()} title="Keyboard shortcuts">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {[...groups].map(([group, items]) => (
          <section key={group} aria-label={group}>
            <h3 className="pb-1 font-medium text-muted-foreground text-xs">{group}</h3>
            <dl>
              {items.map((item) => (
                <div key={item.label} className="flex items-center justify-between gap-4 py-1">
                  <dt>{item.label}</dt>
                  <dd>
                    <Kbd keys={name(item.keys)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function isTyping(): boolean {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return false;
  return element.isContentEditable || element.closest('input, textarea, select, [role="dialog"]') !== null;
}
