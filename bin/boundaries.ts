/** `npm run boundaries`: whether the code keeps to the arrows of docs/architecture.md. */
import path from 'node:path';
import { createTools } from './check/tools.ts';

const { output, failed } = await createTools(path.dirname(import.meta.dirname)).boundaries();
console.log(output.trim());
process.exitCode = failed === 0 ? 0 : 1;
