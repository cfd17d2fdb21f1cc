export { invalidParameter, mlflowErrorResponse, noSuchEndpoint } from './errors.ts';
export {
  booleanField,
  cutTextField,
  doubleField,
  filterField,
  int64Field,
  keyField,
  maxResultsField,
  orderByField,
  pageTokenField,
  repeatedField,
  textField,
  timestampField,
} from './fields.ts';
export type { Entity, FilterDomain, Identifier } from './filter/domain.ts';
export { type Clause, parseFilter } from './filter/parse-filter.ts';
export { type Order, parseOrder } from './filter/parse-order.ts';
export { type Searchable, type SearchRequest, searchInMemory } from './filter/search-in-memory.ts';
export { readPageToken, writePageToken } from './page-token.ts';
export { type MlflowEndpoint, type MlflowEndpoints, mlflowEndpoint, mlflowHandlers } from './route.ts';
