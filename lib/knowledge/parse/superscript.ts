const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Footnote marks and exponents keep their meaning in plain text: "m" + raised "2" is "m²", not "m2". */
export function raiseDigits(text: string): string {
  return text.replace(/\d/g, (digit) => digits.charAt(Number(digit)));
}
