/** Ids made in the browser, so that a request can be repeated without asking twice: UUIDv7, as on the server. */
export { v7 as newId } from 'uuid';
