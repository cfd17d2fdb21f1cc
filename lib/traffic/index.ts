export { assign, type Weighted } from './assign.ts';
export { fallbackOrder, type WithFallbacks } from './fallback-order.ts';
