/** A worker that does nothing but roll up gauges, hour after hour from a moment on, for tests that kill it. Says a line each time. */
import { rollGauges } from '../../lib/monitoring/gauges/roll-gauges.ts';

const hourMs = 3_600_000;
for (let now = Number(process.argv[2]); ; now += hourMs) console.log(await rollGauges(new Date(now)));
