/** Shapes of the serving feature that the server and the screens share. Safe for the browser: nothing but zod. */
export * from './answer-schemas.ts';
export * from './endpoint-schemas.ts';
export * from './entity-schemas.ts';
