import { toast } from 'sonner';
import type { RegisteredVersion } from '#lib/registry/schemas.ts';
import { registrationNotes } from './registration-notes.ts';

/** Says that a version is registered, how its dry run went and what deserves a look; offers the next step. */
export function tellRegistered(version: RegisteredVersion, onMove: () => void): void {
  const notes = registrationNotes(version);
  toast.success(`Version ${version.number} is registered.`, {
    description: notes.length === 0 ? undefined : <Notes notes={notes} />,
    duration: 15_000,
    ...(!version.aliases.includes('champion') && {
      action: { label: 'Move @champion to it', onClick: onMove },
    }),
  });
}

function Notes({ notes }: { notes: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1 [overflow-wrap:anywhere]">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
