/**
 * Takes what looks like a secret out of text that is about to be logged: the second line of defence, for messages of
 * libraries and of other people's servers that repeat what they were sent.
 */
const patterns: readonly [RegExp, string][] = [
  // Passwords in addresses, as in DATABASE_URL and SLIPWAY_SMTP_URL.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*:)[^\s/@"]+@/gi, '$1…@'],
  [/\b(bearer|basic)\s+[\w.~+/-]{8,}=*/gi, '$1 …'],
  // Keys of OpenAI and those who imitate it, of Slipway, Anthropic, Google, AWS and of webhooks.
  [/\b(sk-|slw-|slip-|whsec_|AIza|AKIA)[\w+/.-]{8,}=*/g, '$1…'],
  [/((?:__Host-|__Secure-)?next-auth\.[\w.-]+=)[^;\s"]+/g, '$1…'],
];

export function redact(text: string): string {
  return patterns.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
}
