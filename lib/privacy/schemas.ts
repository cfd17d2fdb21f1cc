/** Shapes of data policies, consent and people's data that the server and the screens share. */
export * from './consent-schemas.ts';
export * from './person-schemas.ts';
export * from './policy-schemas.ts';
