/** Shapes of the knowledge feature that the server and the screens share. Safe for the browser: nothing but zod. */
export * from './content-schemas.ts';
export * from './document-schemas.ts';
export * from './knowledge-schemas.ts';
export * from './readers/readers-schemas.ts';
export * from './search-schemas.ts';
