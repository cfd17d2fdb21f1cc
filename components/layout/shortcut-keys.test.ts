import { describe, expect, it } from 'vitest';
import { displayKeys, matchesShortcut, type PressedKey } from './shortcut-keys.ts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('matchesShortcut', () => {
  it('takes Ctrl on a PC and ⌘ on a Mac', () => {
    expect(matchesShortcut('mod+k', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(matchesShortcut('mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
    expect(matchesShortcut('mod+k', press('k', { metaKey: true }), true)).toBe(true);
  });

  it('refuses missing and additional modifiers', () => {
    expect(matchesShortcut('mod+k', press('k'), false)).toBe(false);
    expect(matchesShortcut('mod+k', press('K', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matchesShortcut('mod+shift+o', press('O', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('mod+k', press('k', { ctrlKey: true, altKey: true }), false)).toBe(false);
  });

  it('takes a plain character with the Shift its keyboard needs', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('?', press('?'), false)).toBe(true);
    expect(matchesShortcut('?', press('?', { ctrlKey: true }), false)).toBe(false);
  });
});

it('displayKeys names keys as the keyboard does', () => {
  expect(displayKeys('mod+shift+o', false)).toBe('Ctrl+Shift+O');
  expect(displayKeys('mod+/', true)).toBe('⌘+/');
  expect(displayKeys('escape', false)).toBe('Esc');
});
