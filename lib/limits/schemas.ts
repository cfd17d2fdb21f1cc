/** Shapes of limits and usage that the server and the screens share. */
export * from './quota-schemas.ts';
export * from './rate-schemas.ts';
export * from './usage-schemas.ts';
