/** Rows of an exported file, as a reader that has never seen Slipway finds them. */
import { zstdDecompressSync } from 'node:zlib';
import { type AsyncBuffer, parquetReadObjects } from 'hyparquet';

const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };

export function parquetRows(file: AsyncBuffer | ArrayBuffer): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file, compressors });
}
