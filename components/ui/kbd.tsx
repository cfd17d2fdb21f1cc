/** Keys as caps: `keys="Ctrl+Shift+O"`. */
export function Kbd({ keys }: { keys: string }) {
  const caps = keys.split('+').map((key) => key.trim());
  return (
    <span className="inline-flex gap-0.5">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="min-w-5 rounded-sm border border-border bg-muted px-1 text-center font-sans text-muted-foreground text-xs"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
