import { notingUse } from '../noting-use.ts';
import { touchSessions } from './session-store.ts';

export const noteSessionUse = notingUse('sessions', touchSessions);
