/**
 * What splitting traffic costs, how even it is, and how fast a change of the split reaches other servers:
 *  - time per assignment for 2, 10 and 20 entities, against a plain hash modulo their number,
 *  - χ² of the shares over a million units, and
 *  - from sending a change to one server until another server process on the same database answers by it.
 * Usage: npm run bench:traffic [-- changes]
 */
import { measureAssignment, measureBalance } from './traffic/assignment.ts';
import { measureChanges } from './traffic/changes.ts';

const changes = Number(process.argv[2] ?? 100);

for (const line of measureAssignment()) console.log(line);
for (const line of measureBalance()) console.log(line);
for (const line of await measureChanges(changes)) console.log(line);
