import { touchApiKeys } from './key-store.ts';
import { notingUse } from './noting-use.ts';

export const noteKeyUse = notingUse('API keys', touchApiKeys);
