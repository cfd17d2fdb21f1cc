export { assign, type Weighted } from './assign.ts';
