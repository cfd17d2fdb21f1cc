/**
 * Runs a read, and once more when the files under it were compacted away meanwhile: the second run opens the
 * newest version of the table, whose files are there.
 */
export async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && /not found/iu.test(error.message)) return read();
    throw error;
  }
}
