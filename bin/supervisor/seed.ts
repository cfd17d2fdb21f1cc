import { listen, spawnChild, tell } from './children.ts';
import { UserError } from './user-error.ts';

export interface FirstAccount {
  email: string | null;
  /** `null` when the person chose it. */
  password: string | null;
}

/** Fills an empty database in a process of its own, so that its libraries do not stay in the supervisor. */
export async function seedDatabase(root: string, env: Record<string, string>): Promise<FirstAccount> {
  const child = spawnChild({ name: 'seed', script: 'bin/seed.ts', args: [], root, env });
  let account: FirstAccount | undefined;
  listen(child, (message) => {
    if (message.type === 'seeded') account = { email: message.email, password: message.password };
  });
  tell(child, { type: 'configure', env });
  await new Promise((resolve) => child.once('exit', resolve));
  if (account === undefined) {
    throw new UserError(
      'The first data could not be written; the reason is in the lines above. Start again to retry.',
    );
  }
  return account;
}
