/** Check digits of account and identity numbers. Each takes bare digits (and letters) without separators. */

/** ISO/IEC 7812-1 annex B (Luhn), as on payment cards. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 7064 MOD 97-10 as ISO 13616 uses it for an IBAN: country and check digits go last, letters count from 10. */
export function isIbanChecksum(iban: string): boolean {
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** ISO 7064 MOD 11,10, as on the German tax number (Steuer-IdNr.). */
export function isMod11And10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** ISO 7064 MOD 11-2, as on the Chinese identity number (GB 11643); the last character may be X for ten. */
export function isMod11And2(id: string): boolean {
  let rest = 0;
  for (const char of id) rest = (rest * 2 + (char.toUpperCase() === 'X' ? 10 : Number(char))) % 11;
  return rest === 1;
}

/** Letter of the Spanish DNI and NIE: the number modulo 23; X, Y and Z of a NIE stand for 0, 1 and 2. */
export function isDniLetter(id: string): boolean {
  const upper = id.toUpperCase();
  const number = Number(upper.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === upper.at(-1);
}

/** Key of the French NIR: 97 less the first 13 digits modulo 97; Corsica's 2A and 2B count as 19 and 18. */
export function isNirKey(id: string): boolean {
  const body = id.slice(0, 13).toUpperCase().replace('2A', '19').replace('2B', '18');
  return 97 - (Number(body) % 97) === Number(id.slice(13));
}

/** The two check digits of the Brazilian CPF, each modulo 11. */
export function isCpf(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return false;
  return [9, 10].every((length) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += Number(digits[i]) * (length + 1 - i);
    return ((10 * sum) % 11) % 10 === Number(digits[length]);
  });
}
