/**
 * Rows of a table as sentences a search can find and a model can read: "Header: value; Header: value".
 * Without a header, the cells joined by " | ".
 */
export function rowText(cells: readonly string[], header: readonly string[] | null): string {
  if (header === null) return cells.filter((cell) => cell !== '').join(' | ');
  const pairs: string[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell === '') continue;
    const title = header[column] ?? '';
    pairs.push(title === '' ? cell : `${title}: ${cell}`);
  }
  return pairs.join('; ');
}

/**
 * Whether the first row names the columns: every used column has a short, distinct name that is no number,
 * and the rows below differ from it in kind or there is at least one of them.
 */
export function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0 || first.length < 2) return false;
  const names = first.map((name) => name.trim().toLowerCase());
  if (names.some((name) => name === '' || name.length > 60 || isValue(name))) return false;
  return new Set(names).size === names.length;
}

function isValue(cell: string): boolean {
  return (
    /^[-+(]?[\p{Sc}]?\s*\d[\d\s.,:/%-]*\)?$/u.test(cell) ||
    /^(true|false|yes|no|n\/a)$/.test(cell) ||
    /[@]|https?:/.test(cell)
  );
}
