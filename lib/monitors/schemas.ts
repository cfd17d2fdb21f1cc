export * from './columns.ts';
export * from './custom-schemas.ts';
export * from './drift-schemas.ts';
export { driftSince, isMoved } from './drift-since.ts';
export * from './index-schemas.ts';
export * from './monitor-schemas.ts';
export * from './profile-schemas.ts';
export { sliceFilter } from './rows/slice-filter.ts';
