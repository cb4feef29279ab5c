// The guards of the architecture are lint rules; this says what they must catch, so that a change of the configuration cannot drop one.
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({
	overrideConfigFile: 'eslint.config.js',
	ruleFilter: ({ ruleId }) =>
		ruleId === '@typescript-eslint/no-restricted-imports' || ruleId === 'no-restricted-syntax'
});

async function findings(filePath: string, code: string): Promise<number> {
	const script = filePath.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>` : code;
	const [result] = await eslint.lintText(`${script}\n`, { filePath });
	return result?.messages.length ?? 0;
}

test.each([
	['src/lib/domain/x.ts', `import 'node:fs';`],
	['src/lib/domain/x.ts', `import type { Page } from '@sveltejs/kit';`],
	['src/lib/domain/x.ts', `import { eq } from 'drizzle-orm';`],
	['src/lib/domain/x.ts', `import '#lib/server/db/database.ts';`],
	['src/lib/domain/x.ts', `import '../server/db/database.ts';`],
	['src/lib/domain/x.ts', `import '#lib/components/Page.svelte';`],
	['src/lib/server/filing/x.ts', `import '../db/connection.ts';`],
	['src/lib/server/filing/x.ts', `import { writerOf } from '../db/database.ts';`],
	['src/lib/server/filing/x.ts', `import { writerOf as w } from '#lib/server/db/database.ts';`],
	['src/lib/server/filing/x.ts', `import 'better-sqlite3';`],
	['src/lib/server/filing/x.ts', `import '$app/environment';`],
	['src/lib/server/filing/x.ts', `import '../../../routes/x.ts';`],
	['src/lib/server/report/x.ts', `import 'exceljs';`],
	['src/lib/server/report/x.ts', `import 'jszip';`],
	['src/routes/x/+page.server.ts', `import { writerOf } from '#lib/server/db/database.ts';`],
	['src/routes/x/+page.svelte', `import { read } from '#lib/server/quarter/quarter.ts';`],
	['src/lib/components/X.svelte', `import { read } from '#lib/server/quarter/quarter.ts';`],
	['src/lib/components/X.svelte', `import '$lib/x.ts';`],
	['src/lib/components/X.svelte', `import { page } from '$app/stores';`],
	['src/lib/components/X.svelte', `import { enhance } from '$app/forms';`],
	['src/lib/components/X.svelte', `import { onDestroy } from 'svelte';`],
	['src/routes/x/+page.svelte', `import { setContext } from 'svelte';`],
	['src/routes/x/+page.svelte', `import { goto } from '$app/navigation';`],
	['src/routes/x/+page.svelte', `import '#lib/browser/page.ts';`],
	['src/lib/browser/x.ts', `import { m } from '#lib/paraglide/messages.js';`],
	['src/lib/browser/x.ts', `import { formatDay } from '#lib/wording/format.ts';`],
	['src/lib/browser/x.ts', `import { page } from '$app/state';`],
	['src/lib/browser/x.ts', `import '#lib/server/db/database.ts';`],
	['src/cli/commands/x.ts', `import { writerOf } from '#lib/server/db/database.ts';`]
])('%s may not: %s', async (path, code) => {
	expect(await findings(path, code)).toBe(1);
});

test.each([
	['src/lib/domain/x.ts', `import './quarter.ts';\nimport 'valibot';`],
	['src/lib/server/history/change.ts', `import { writerOf } from '../db/database.ts';`],
	['src/lib/server/db/x.ts', `import './connection.ts';\nimport 'better-sqlite3';`],
	['src/lib/server/workbook/x.ts', `import 'exceljs';`],
	['src/routes/x/+page.server.ts', `import { read } from '#lib/server/quarter/quarter.ts';`],
	['src/lib/browser/x.ts', `import '#lib/domain/filing.ts';\nimport '#lib/charts/draw.ts';`],
	['src/lib/components/X.svelte', `import type { D } from '#lib/browser/chart.ts';`],
	['src/lib/components/X.svelte', `import type { Q } from '#lib/server/quarter/quarter.ts';`]
])('%s may: %s', async (path, code) => {
	expect(await findings(path, code)).toBe(0);
});
