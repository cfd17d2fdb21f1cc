/** Hive's layout: readers take endpoint and date from the path. */
export function folderOf(endpoint: string, day: string): string {
  return `endpoint=${encodeSegment(endpoint)}/date=${day}`;
}

/** One file a day; its name is the same each time it is written. */
export function filePath(endpoint: string, day: string): string {
  return `${folderOf(endpoint, day)}/part-00000.parquet`;
}

/** Written after the file, as others write `_SUCCESS`: says what the file has to be. Readers skip names with a `_`. */
export function manifestPath(endpoint: string, day: string): string {
  return `${folderOf(endpoint, day)}/_SUCCESS`;
}

/** What Hive escapes, and whatever else a folder's name could be misread by. */
function encodeSegment(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]/g, (char) => encodeURIComponent(char.toWellFormed()));
}
