/**
 * Shortcuts are written `mod+shift+o`, where `mod` is ⌘ on a Mac and Ctrl elsewhere. A single character is matched as it
 * was typed, whatever Shift was needed for it.
 */

export interface PressedKey {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export function matchesShortcut(keys: string, pressed: PressedKey, mac: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  const otherMod = mac ? pressed.ctrlKey : pressed.metaKey;
  if (otherMod || pressed.altKey || mod !== parts.includes('mod')) return false;
  if (pressed.key.toLowerCase() !== key) return false;
  return isPlainCharacter(parts) || pressed.shiftKey === parts.includes('shift');
}

/** A character without modifiers: it must not fire while somebody types. */
export function isPlainCharacter(parts: readonly string[]): boolean {
  return parts.length === 1 && parts[0]?.length === 1;
}

const names: Record<string, string> = { shift: 'Shift', enter: 'Enter', escape: 'Esc' };

/** For key caps: `mod+shift+o` → "Ctrl+Shift+O". */
export function displayKeys(keys: string, mac: boolean): string {
  return keys
    .split('+')
    .map((part) => (part === 'mod' ? (mac ? '⌘' : 'Ctrl') : (names[part] ?? part.toUpperCase())))
    .join('+');
}
