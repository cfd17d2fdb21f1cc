import { v7, validate, version } from 'uuid';

/** A UUIDv7: sorts by time of creation, which partitions and cursors rely on. */
export function newId(): string {
  return v7();
}

export function isId(value: string): boolean {
  return validate(value) && version(value) === 7;
}
