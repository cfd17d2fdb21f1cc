/** Every screen that `npm run shots` photographs. Add yours to its group. */
import { buildScreens } from './screens/build.ts';
import { governScreens } from './screens/govern.ts';
import { runScreens } from './screens/run.ts';
import type { Screen } from './screens/screen.ts';
import { useScreens } from './screens/use.ts';
import { watchScreens } from './screens/watch.ts';

export const screens: readonly Screen[] = [
  ...useScreens,
  ...buildScreens,
  ...runScreens,
  ...watchScreens,
  ...governScreens,
];
