/** Keys of triage: one list for the drawer that obeys them and the help that lists them. */
export type TriageAction = 'next' | 'previous' | 'open' | 'dataset' | 'done' | 'help' | { label: number };

/** Up and down scroll what is being read. */
const keys: Readonly<Record<string, TriageAction>> = {
  j: 'next',
  ArrowRight: 'next',
  k: 'previous',
  ArrowLeft: 'previous',
  o: 'open',
  d: 'dataset',
  e: 'done',
  '?': 'help',
};

/** What a key asks for; null for any other, and for those that go into a control that needs them itself. */
export function triageAction(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: EventTarget | null;
}): TriageAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return null;
  if (/^[1-9]$/.test(event.key)) return { label: Number(event.key) };
  return keys[event.key] ?? null;
}

function isControl(target: EventTarget | null): boolean {
  if (target === null || !(target instanceof Element)) return false;
  const controls = 'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=tab]';
  return target.closest(controls) !== null;
}

const group = 'Triage';

/** Listed in the help; the drawer obeys them itself. */
export const triageHelp = [
  { keys: 'k', label: 'Previous request', group },
  { keys: '1', label: 'Label with the key 1, up to 9', group },
  { keys: 'd', label: 'Add to a dataset', group },
  { keys: 'e', label: 'Done, and on to the next', group },
  { keys: 'o', label: 'Open the trace', group },
];
