/** Bullets, and numbers or letters with a full stop or bracket, before the text of a list item. */
export const listMarker = /^(?:[•‣◦▪●○■□–—*·-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+\S/u;

/** Bullets say nothing once the block is known to be an item; numbers do, and stay. */
export function withoutBullet(text: string): string {
  return text.replace(/^[•‣◦▪●○■□–—*·-]\s+/u, '');
}
