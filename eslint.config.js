// Lint, and the guards of the architecture: rings point inward, and there is one way to write (docs/architecture.md).
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import typescript from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const everywhere = [
	{ regex: '^\\$lib', message: 'Write #lib/…: Vite, Vitest and plain Node all understand it.' },
	{ regex: '^(svelte/store|\\$app/stores)$', message: 'Use runes and $app/state.' }
];

/**
 * @param {{ regex: string, message: string, allowTypeImports?: boolean }[]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
function forbid(...patterns) {
	return {
		'@typescript-eslint/no-restricted-imports': [
			'error',
			{ patterns: [...everywhere, ...patterns] }
		]
	};
}

const writing = {
	regex: '/connection\\.ts$',
	message: 'Read through database.read; write through change() of history/change.ts.'
};
const workbook = {
	regex: '^(exceljs|jszip|fflate)(/|$)',
	message: 'src/lib/server/workbook alone knows ExcelJS and zip.'
};
const sqlite = {
	regex: '^better-sqlite3$',
	message: 'src/lib/server/db alone opens database files.'
};
const web = {
	regex: '^(svelte|@sveltejs|\\$app|\\$env)(/|$)',
	message: 'The server ring is shared with the command line, where there is no SvelteKit.'
};
const outward = {
	regex: '/(routes|cli)/',
	message:
		'Dependencies point inward: routes and cli call the server ring, not the other way round.'
};
const server = {
	regex: '/server/',
	message: 'This reaches the browser; ask the server through load and form actions.',
	allowTypeImports: true
};
const hydration = {
	regex: '^\\$app/(forms|navigation)$|/browser/page\\.ts$',
	message:
		'Pages are documents (docs/decisions/0016): what runs in a browser is a part in src/lib/browser.',
	allowTypeImports: true
};
const life = {
	regex: '^svelte$',
	message:
		'On the server a component only writes: it has no context and no end of its own (withoutTheNeedless in vite.config.ts).',
	allowTypeImports: true
};
const words = {
	regex: '/(paraglide|wording|components|server)/|^(\\$app|@sveltejs)(/|$)',
	message: 'A browser is sent no sentences: the server renders them, hidden if need be.',
	allowTypeImports: true
};
const notDomain = {
	regex: '^(?!\\./|#lib/domain/|valibot$)',
	message: 'Rules are pure functions of plain values: the domain imports the domain and valibot.'
};

/**
 * `writerOf` comes from a module that everyone imports, so it is forbidden by name.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const noWriter = {
	'no-restricted-syntax': [
		'error',
		{
			selector: 'ImportSpecifier[imported.name="writerOf"]',
			message: 'Every write goes through change() of history/change.ts.'
		}
	]
};

export default typescript.config(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
			'drizzle/',
			'project.inlang/',
			'src/lib/paraglide/',
			'test/results/'
		]
	},
	js.configs.recommended,
	...typescript.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			// TypeScript checks names, and knows types from values.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
			// Cleaning text of control characters means naming them.
			'no-control-regex': 'off',
			// Maps that live and die within one function need no reactivity; what is state is declared as such.
			'svelte/prefer-svelte-reactivity': 'off',
			// {' '} is how prettier keeps a space at a line's end.
			'svelte/no-useless-mustaches': 'off',
			// The application is served at the root of its own host; every address is written out in full.
			'svelte/no-navigation-without-resolve': 'off',
			...forbid(writing, workbook, sqlite)
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: typescript.parser, svelteConfig } }
	},
	{
		files: ['*.config.js', '*.config.ts'],
		rules: { 'no-restricted-exports': 'off' }
	},
	{
		files: ['src/**/*.{ts,svelte,mjs}', 'test/**/*.ts'],
		ignores: ['**/*.spec.ts'],
		rules: noWriter
	},
	{
		files: ['src/lib/domain/**/*.ts'],
		ignores: ['**/*.spec.ts'],
		rules: forbid(notDomain)
	},
	{
		files: ['src/lib/components/**', 'src/lib/charts/**', 'src/lib/wording/**', 'src/routes/**'],
		ignores: ['**/*.server.ts', '**/+server.ts', '**/*.spec.ts'],
		rules: forbid(writing, workbook, sqlite, server, hydration, life)
	},
	{
		files: ['src/lib/browser/**'],
		ignores: ['**/*.spec.ts'],
		rules: forbid(writing, workbook, sqlite, words)
	},
	{
		files: ['src/lib/server/**/*.ts'],
		rules: forbid(writing, workbook, sqlite, web, outward)
	},
	{
		// The session cookie and the answers to a refusal are SvelteKit's; nothing of the command line comes here.
		files: ['src/lib/server/access/**/*.ts'],
		rules: forbid(writing, workbook, sqlite, outward)
	},
	{
		files: ['src/lib/server/workbook/**/*.ts'],
		rules: forbid(writing, sqlite, web, outward)
	},
	{
		files: ['src/lib/server/db/**/*.ts'],
		rules: { ...forbid(workbook, web, outward), 'no-restricted-syntax': 'off' }
	},
	{
		files: ['src/lib/server/history/change.ts', 'src/lib/server/access/sessions.ts'],
		rules: { ...forbid(workbook, sqlite, web, outward), 'no-restricted-syntax': 'off' }
	},
	{
		files: ['**/*.spec.ts', 'test/**/*.ts'],
		rules: forbid()
	}
);
