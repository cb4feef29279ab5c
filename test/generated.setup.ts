// Read before every spec in the long run: properties that name no count of their own are tried more often.
import fc from 'fast-check';
import { runs } from './generated.ts';

fc.configureGlobal({ numRuns: runs(100) });
