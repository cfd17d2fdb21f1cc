/** A hull on its slip. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className="size-6 shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path
        d="M7 20.5 25 9.5v6L14.2 22H25"
        strokeWidth="2.6"
        strokeLinejoin="round"
        strokeLinecap="round"
        className="stroke-accent-foreground"
      />
      <circle cx="8.2" cy="24.4" r="1.7" className="fill-accent-foreground" />
    </svg>
  );
}
