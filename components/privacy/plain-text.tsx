/** Plain text with its blank lines: nothing in it is taken for markup. */
export function PlainText({ text }: { text: string }) {
  return <p className="whitespace-pre-line leading-relaxed [overflow-wrap:anywhere]">{text}</p>;
}
