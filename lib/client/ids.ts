import { v7 } from 'uuid';

/** An id made in the browser, so that a request can be repeated without asking twice: a UUIDv7, as on the server. */
export function newId(): string {
  return v7();
}
