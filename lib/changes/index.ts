export { decideChange } from './decide-change.ts';
export { getChange, listChanges } from './list-changes.ts';
export { proposeChange, proposeForRequester } from './propose-change.ts';
export { withdrawChange } from './withdraw-change.ts';
