/** Shapes of health checks, the status page and the map that the server and the screens share. */
export * from './check-schemas.ts';
export * from './map-schemas.ts';
export * from './status-schemas.ts';
