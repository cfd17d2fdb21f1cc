/** Personal data that can be found by its form. Safe for the browser. */
export const piiKinds = ['email', 'phone', 'iban', 'credit-card', 'ip-address', 'national-id'] as const;
export type PiiKind = (typeof piiKinds)[number];
