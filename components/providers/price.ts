/**
 * Prices as providers print them, dollars per million tokens, and as they are kept, nano-dollars per token.
 * One dollar per million tokens is 1,000 nano-dollars per token, so three decimals are exact and a fourth cannot be kept.
 */

const decimal = /^(\d{1,9})(?:\.(\d{1,3}))?$/;

/** Nano-dollars per token; null for text that is no price or has more than three decimals. */
export function nanoPerToken(dollarsPerMillion: string): number | null {
  const parts = decimal.exec(dollarsPerMillion.trim());
  if (parts === null) return null;
  return Number(`${parts[1]}${(parts[2] ?? '').padEnd(3, '0')}`);
}

/** Dollars per million tokens, without trailing zeros: 150 → "0.15", 3000 → "3". */
export function dollarsPerMillion(nano: number): string {
  const digits = String(nano).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -3) : `${digits.slice(0, -3)}.${fraction}`;
}
