/** Where something stands in a text: UTF-16 offsets, end exclusive. */
export interface Found {
  start: number;
  end: number;
}
