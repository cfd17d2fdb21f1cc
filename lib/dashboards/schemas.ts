/** Shapes of the overview, dashboards of one's own, marks and reports that the server and the screens share. */
export * from './overview-schemas.ts';
export * from './report-schemas.ts';
export * from './saved/schemas.ts';
