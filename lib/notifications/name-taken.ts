import { AppError } from '../platform/errors.ts';
import { isUniqueViolation } from './store.ts';

/** For `.catch()`: says in words that two channels cannot have one name. */
export function nameTaken(name: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `There is a channel named "${name}" already. Choose another name.`, {
      issues: [{ path: 'name', message: 'There is a channel of this name already.' }],
    });
  };
}
