/**
 * An e-mail address as accounts have it, or null when it cannot be one. Checked before lower-casing: a Kelvin sign
 * becomes a k by it, and a look-alike would pass for somebody's address.
 */
export function plainEmail(email: string | null): string | null {
  if (email === null || email.length > 254) return null;
  const plain = /^[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
  return plain.test(email) ? email.toLowerCase() : null;
}

export function isOfDomains(email: string, domains: readonly string[]): boolean {
  return domains.length === 0 || domains.includes(email.slice(email.lastIndexOf('@') + 1));
}
