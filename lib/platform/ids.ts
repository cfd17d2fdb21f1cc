import { v7, validate, version } from 'uuid';

/** A UUIDv7: sorts by time of creation, which partitions and cursors rely on. */
export function newId(): string {
  return v7();
}

/** The smallest UUIDv7 of a moment: the lower bound of everything created at or after it. */
export function firstIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}

/** When a UUIDv7 was made. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}

export function isId(value: string): boolean {
  return validate(value) && version(value) === 7;
}
