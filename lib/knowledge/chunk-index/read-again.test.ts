import { expect, it, vi } from 'vitest';
import { readAgain } from './read-again.ts';

it('repeats a read once when its files are gone, and nothing else', async () => {
  const gone = new Error('lance error: Not found: data/1.lance');
  const once = vi.fn().mockRejectedValueOnce(gone).mockResolvedValue('read');
  expect(await readAgain(once)).toBe('read');
  const always = vi.fn().mockRejectedValue(gone);
  await expect(readAgain(always)).rejects.toBe(gone);
  expect(always).toHaveBeenCalledTimes(2);
  const other = vi.fn().mockRejectedValue(new Error('Invalid input'));
  await expect(readAgain(other)).rejects.toThrow('Invalid input');
  expect(other).toHaveBeenCalledTimes(1);
});
