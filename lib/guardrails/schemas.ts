/** Shapes of the guardrails that the server and the screens share. Safe for the browser. */
export * from './event-schemas.ts';
export * from './policy-schemas.ts';
