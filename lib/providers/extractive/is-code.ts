/** Commands that begin a line of a shell. */
const command =
  /^\s*(?:[$>%#]\s+)?(?:sudo|curl|wget|npm|npx|pnpm|yarn|node|git|docker|kubectl|pip3?|python3?|cd|mkdir|export|cat|ls|cp|mv|rm|ssh|scp|apt(?:-get)?|brew|make|cargo|go|java|psql|systemctl)(?:\s+[^\s,;:]+)+$/u;
/** Ends, beginnings and middles of lines that prose does not have. */
const syntax =
  /[{};\\]\s*$|^\s*[{}[\]<"']|^\s*--?[a-zA-Z][\w-]*(?:[ =]["'{]|\s*$)|=>|\(\)|[!=]==?|^\s*[\w.]+\s*=\s*\S+$|^\s*<\/?\w+[^>]*>/u;
const prosePunctuation = /[.!?。！？؟…]["'”’»)\]]*\s*$/u;

/**
 * Whether lines of a passage are code: most of them look like commands or syntax, or all are indented after the first.
 * @param before text of the block before: a command on a line of its own needs an introduction.
 */
export function isCode(group: string, before: string | undefined): boolean {
  const lines = group.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const [only = ''] = lines;
  if (lines.length === 1) {
    if (prosePunctuation.test(only)) return false;
    return (
      (command.test(only) && (before === undefined || /[:：]\s*$/u.test(before))) || /^\s*[$%] \S/u.test(only)
    );
  }
  const like = lines.filter(
    (line) => !prosePunctuation.test(line) && (command.test(line) || syntax.test(line)),
  );
  return like.length > lines.length / 2;
}
