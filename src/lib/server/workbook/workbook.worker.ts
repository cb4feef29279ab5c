// Writes one workbook in a thread of its own: the zip would stop the whole server meanwhile.
import { doOne } from '../thread-program.ts';
import type { Workbook } from './workbook.ts';
import { workbookFile } from './write.ts';

await doOne<Workbook>(workbookFile);
