/**
 * An evaluator in a process of its own, for tests that run several or kill one. Environment as in production; says `ready`
 * on its output, then goes on until it is stopped.
 */
import { startEvaluator, systemSources } from '../../lib/alerts/index.ts';

startEvaluator({ sources: systemSources, everyMs: 50 });
console.log('ready');
