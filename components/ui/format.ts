/** Numbers as they appear on screen; the server says them in the same words in reports. */
export * from '#lib/client/format.ts';
