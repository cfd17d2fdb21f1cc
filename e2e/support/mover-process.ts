/** A worker that does nothing but move rollups, for tests that kill it. Says a line after each move. */
import { moveLive } from '../../lib/monitoring/rollups/move-live.ts';

for (;;) console.log(await moveLive());
