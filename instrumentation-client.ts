/**
 * Next runs this before any other code of the pages. zod would try out whether code may be made from text, which the content
 * policy refuses and reports each time.
 */
import { z } from 'zod';

z.config({ jitless: true });
