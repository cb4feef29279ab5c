// Reads a workbook that was laid out and writes it; prints what it took as JSON, like the other two.
import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import type { Workbook } from '#lib/server/workbook/workbook.ts';
import { workbookFile } from '#lib/server/workbook/write.ts';

const [, , laid, target] = process.argv;
const began = performance.now();
const workbook = deserialize(readFileSync(laid!)) as Workbook;
const read = performance.now();
const used = process.cpuUsage();
writeFileSync(target!, await workbookFile(workbook));
const ended = performance.now();
const { user, system } = process.cpuUsage(used);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(
	JSON.stringify({ read: read - began, write: ended - read, cpu: (user + system) / 1000, peak })
);
