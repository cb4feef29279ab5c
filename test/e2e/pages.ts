// The pages of the build as somebody meets them: every page with one who may see it, and what pages look like on other occasions.
import type { Browser, Response } from 'playwright-core';
import { signIn, visit, type Server, type Visitor } from './browser.ts';
import { waysOfTheBuild } from './built-ways.ts';
import { ROLES, ROUTES, type Role } from './route-table.ts';

export const LOCALES = ['en', 'sr-Cyrl', 'sr-Latn'] as const;
export type Locale = (typeof LOCALES)[number];

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 800 };

export interface Screen {
	path: string;
	role: Role;
	status?: number;
}

/** Who sees most is asked first. */
const PREFERRED: readonly Role[] = [
	'coordinator',
	'reporter',
	'owner',
	'admin',
	'reviewer',
	'none'
];

export const STRATEGY = '/strategies/cybercrime-2019-2023';

/** What a page looks like on other occasions. */
export const OCCASIONS: readonly Screen[] = [
	{ path: `${STRATEGY}?quarter=2019-Q1`, role: 'reviewer' },
	{ path: `${STRATEGY}?quarter=2020-Q4`, role: 'owner' },
	{ path: '/strategies/information-security-2017-2020', role: 'coordinator' },
	{ path: '/strategies/information-security-2017-2020/about', role: 'coordinator' },
	{ path: `${STRATEGY}/activities?quarter=2020-Q2&q=nothing-like-it`, role: 'reviewer' },
	{ path: `${STRATEGY}/activities?timeliness=sometimes`, role: 'reviewer', status: 400 },
	{ path: `${STRATEGY}/activities/0.0.0`, role: 'reviewer', status: 404 },
	{ path: `${STRATEGY}/plan?on=2018-01-01`, role: 'reviewer' },
	{ path: `${STRATEGY}/plan?on=someday`, role: 'reviewer', status: 400 },
	{ path: `${STRATEGY}/activities/1.1.5/deadline?kind=resolution`, role: 'coordinator' },
	{ path: `${STRATEGY}?quarter=2031-Q1`, role: 'reviewer', status: 404 },
	{ path: '/history?before=90&redact=60', role: 'admin' },
	{ path: `${STRATEGY}/history?activity=2.2.4&of=2020-Q3`, role: 'owner' },
	{ path: `${STRATEGY}/history?act=account.change`, role: 'owner' },
	{ path: `${STRATEGY}/history?from=yesterday`, role: 'owner', status: 400 },
	{ path: `${STRATEGY}/changes?quarter=2019-Q1`, role: 'reviewer' },
	{ path: `${STRATEGY}/changes?from=2019-Q4&quarter=2020-Q3`, role: 'reviewer' },
	{ path: `${STRATEGY}/changes?from=2020-Q1&quarter=2020-Q2&kind=wording`, role: 'coordinator' },
	{ path: `${STRATEGY}/changes?quarter=2020-Q2&kind=sideways`, role: 'reviewer', status: 400 },
	{ path: `${STRATEGY}/warning?quarter=2020-Q2&goal=2`, role: 'reviewer' },
	{ path: `${STRATEGY}/warning?quarter=2019-Q4&revision=1`, role: 'reviewer' },
	{ path: `${STRATEGY}/warning?body=nobody`, role: 'reviewer', status: 400 },
	{ path: `${STRATEGY}/plausibility?quarter=2020-Q2&check=copied-text`, role: 'owner' },
	{ path: `${STRATEGY}/plausibility?check=nothing`, role: 'owner', status: 400 },
	{ path: `${STRATEGY}/quarter?quarter=2019-Q4`, role: 'owner' },
	{ path: `${STRATEGY}/quarter?quarter=2020-Q2`, role: 'coordinator' },
	{ path: `${STRATEGY}?quarter=2019-Q4&revision=1`, role: 'reviewer' },
	{ path: `${STRATEGY}?quarter=2019-Q4&revision=7`, role: 'reviewer', status: 404 },
	{ path: `${STRATEGY}/money?quarter=2019-Q4&year=2019`, role: 'reviewer' },
	{ path: `${STRATEGY}/money?quarter=2020-Q3&year=1999`, role: 'reviewer', status: 400 },
	{
		path: `${STRATEGY}/activities/2.3.1/money/planned?quarter=2020-Q3&line=1`,
		role: 'coordinator'
	},
	{ path: `${STRATEGY}/indicators?quarter=2020-Q2&verdict=not-met`, role: 'reviewer' },
	{ path: `${STRATEGY}/indicators?verdict=perhaps`, role: 'reviewer', status: 400 },
	{ path: `${STRATEGY}/indicators/nothing-like-it`, role: 'reviewer', status: 404 },
	{ path: '/strategies/information-security-2017-2020/money', role: 'coordinator', status: 404 },
	{ path: '/users', role: 'reviewer', status: 403 },
	{ path: '/nowhere', role: 'reporter', status: 404 }
];

/** Every page of the build that answers somebody with itself, by the build's own list. */
export function pagesOfTheBuild(): Screen[] {
	return waysOfTheBuild()
		.filter(({ layouts }) => layouts !== null)
		.flatMap(({ name }) => {
			const expected = ROUTES[name];
			const role = PREFERRED.find((one) => expected?.statuses[ROLES.indexOf(one)] === 200);
			return expected && role ? [{ path: expected.path, role }] : [];
		});
}

/** People in their roles, each signed in once and reading in one language after another. */
export class Readers {
	readonly #browser: Browser;
	readonly #server: Server;
	readonly #options: Parameters<Browser['newContext']>[0];
	readonly #visitors = new Map<Role, Visitor & { locale: Locale | null }>();

	constructor(
		browser: Browser,
		server: Server,
		options: Parameters<Browser['newContext']>[0] = {}
	) {
		this.#browser = browser;
		this.#server = server;
		this.#options = options;
	}

	/** Somebody in a role, reading in a language. */
	async reader(role: Role, locale: Locale): Promise<Visitor> {
		let visitor = this.#visitors.get(role);
		if (!visitor) {
			visitor = { ...(await visit(this.#browser, this.#server, this.#options)), locale: null };
			if (role !== 'none') await signIn(visitor.page, role);
			this.#visitors.set(role, visitor);
		}
		if (visitor.locale !== locale) {
			const answer = await visitor.context.request.post('/language', {
				form: { locale, to: '/account' },
				headers: { origin: this.#server.origin },
				maxRedirects: 0
			});
			if (answer.status() !== 303) throw new Error(`No ${locale} for ${role}: ${answer.status()}`);
			visitor.locale = locale;
		}
		return visitor;
	}

	/** Opens a screen for who may see it, on a wide window, and waits until it has all it asks for. */
	async open(
		{ path, role, status = 200 }: Screen,
		locale: Locale
	): Promise<Visitor & { response: Response | null }> {
		const visitor = await this.reader(role, locale);
		visitor.complaints.length = 0;
		await visitor.page.setViewportSize(WIDE);
		const response = await visitor.page.goto(path);
		if (response?.status() !== status) {
			throw new Error(`${path} answered ${response?.status()} to ${role}, not ${status}`);
		}
		await visitor.settled();
		return { ...visitor, response };
	}
}
