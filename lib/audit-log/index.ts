export { chainStatus, readHead } from './chain-status.ts';
export { exportEvents } from './export-events.ts';
export { getEvent } from './get-event.ts';
export { getFacets } from './get-facets.ts';
export { listEvents } from './list-events.ts';
