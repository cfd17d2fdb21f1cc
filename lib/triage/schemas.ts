/** Shapes of triage that the server and the screens share. Safe for the browser. */
export * from './label-schemas.ts';
export * from './problem-schemas.ts';
export * from './topic-schemas.ts';
export * from './view-schemas.ts';
