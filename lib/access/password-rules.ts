/** What a password must be; the server decides with it and the screens show it beforehand. */

export const minPasswordLength = 10;
/** Long enough for any passphrase, short enough that hashing stays cheap. */
export const maxPasswordLength = 256;

/** The most common passwords of at least ten characters in published breach lists (SecLists, NCSC top 100,000). */
const common = new Set(
  `1234567890 0123456789 9876543210 0987654321 1234567891 12345678910 123456789a a123456789 1q2w3e4r5t
  1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 1234qwerasdf qazwsxedcrfv
  zaq12wsxcde3 asdfghjkl123 password12 password123 password1234 password12345 passw0rd123 p@ssword123
  p@ssw0rd123 mypassword password!1 passwordpassword changeme123 changeme1234 letmein123 letmein1234
  welcome123 welcome1234 administrator admin12345 admin123456 adminadmin superadmin iloveyou123 iloveyou12
  princess123 sunshine123 football123 baseball123 basketball superman123 michael123 jennifer123 liverpool1
  manchester christopher q1w2e3r4t5 q1w2e3r4t5y6 abcdefghij abcdefghijk abcdef12345 abcd123456 abc123456789
  aa123456789 qweasdzxc123 zxcvbnm123 zxcvbnm1234 asdfghjkl1 11223344556677889900 1122334455 1111111111
  slipwayslipway slipway123 slipway1234 slipwayadmin`.split(/\s+/),
);

/** Why `password` cannot be the password of `email`, or `null` when it can. */
export function passwordIssue(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < minPasswordLength) return `Use at least ${minPasswordLength} characters.`;
  if (password.length > maxPasswordLength) return `Use at most ${maxPasswordLength} characters.`;
  const lower = password.toLowerCase();
  const address = email.toLowerCase();
  if (lower === address || lower === address.slice(0, address.lastIndexOf('@'))) {
    return 'Use something else than the e-mail address.';
  }
  if (common.has(lower) || new Set(lower).size < 4) {
    return 'This password is among the first that attackers try. Choose another one.';
  }
  return null;
}
