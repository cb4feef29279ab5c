// Who gets what from each route: the statuses in the order of ROLES. Inputs are such that whoever may gets as far as their contents
// (400, 404 or 409) and nothing is changed; 401 and 403 say that the door was shut before.

export const ROLES = ['none', 'admin', 'owner', 'coordinator', 'reporter', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

export interface Expected {
	/** An address of the route, action included. */
	path: string;
	body?: (role: Role) => Record<string, string>;
	statuses: readonly [number, number, number, number, number, number];
}

type Statuses = Expected['statuses'];

const PUBLIC = (status: number): Statuses => [status, status, status, status, status, status];
const SIGNED_IN = (status: number, none = 303): Statuses => [
	none,
	status,
	status,
	status,
	status,
	status
];
const ADMINISTRATOR = (status: number, none = 303): Statuses => [none, status, 403, 403, 403, 403];

/** Who files for RATEL: its reporter, and the coordinator on a letter. */
const FILING = (status: number, none = 303): Statuses => [none, 403, 403, status, status, 403];

const COORDINATOR = (status: number, none = 303): Statuses => [none, 403, 403, status, 403, 403];

const STRATEGY = '/strategies/cybercrime-2019-2023';
/** The demonstration's reporter holds no right on this one. */
export const elsewhere = (path: string) =>
	path.replace(STRATEGY, '/strategies/information-security-2017-2020');

const QUARTER = 'quarter=2020-Q3';
const OWED = (action = '') => `${STRATEGY}/owed?${action}${QUARTER}&body=ratel`;

/** Of an activity that does not exist. */
const OVERRIDDEN = (action: string): Expected => ({
	path: `${STRATEGY}/warning?/${action}&${QUARTER}`,
	body: () => ({ activity: 'none', version: '0', verdict: 'at-risk', 'note.en': 'x' }),
	statuses: COORDINATOR(404, 401)
});

/** A filing on an activity that does not exist. */
const FILED = (action: string): Expected => ({
	path: OWED(`/${action}&`),
	body: () => ({ activity: 'none', version: '0', reason: 'x' }),
	statuses: FILING(404, 401)
});

/** Of a window seen long ago. */
const DAYS = {
	...{ version: '0', reason: 'x' },
	...{ opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-11-30' }
};

/** The coordinator alone decides, here on a filing nobody has begun and a window seen long ago; the owner only looks. */
const DECIDED = (action: string, status: number): Expected => ({
	path: `${STRATEGY}/board?/${action}&${QUARTER}`,
	body: () => ({
		...{ activity: '3.2.5', body: 'ratel', note: 'x', chosen: 'ratel 0 3.2.5' },
		...DAYS
	}),
	statuses: [401, 403, 403, status, 403, 403]
});

/** The owner alone freezes and corrects. */
const OWNED = (action: string): Expected => ({
	path: `${STRATEGY}/quarter?/${action}&${QUARTER}`,
	body: () => ({ quarter: '2020-Q3', revision: '1', activities: '1.1.1', reason: 'x' }),
	statuses: [401, 403, 409, 403, 403, 403]
});

/** A window seen long ago, moved by the coordinator alone. */
const MOVED = (action: string, status: number): Expected => ({
	path: `${STRATEGY}/windows?/${action}&${QUARTER}`,
	body: () => ({ quarter: '2020-Q3', ...DAYS }),
	statuses: [401, 403, 403, status, 403, 403]
});

/** A reading entered or corrected by the coordinator alone. */
const READ = (action: string, status: number): Expected => ({
	path: `${STRATEGY}/indicators/operators-instructed?/${action}&${QUARTER}`,
	body: () => ({
		on: action === 'take' ? '2020-06-30' : '',
		value: '1',
		reason: 'x',
		version: '9'
	}),
	statuses: [401, 403, 403, status, 403, 403]
});

/** A draft of an amendment that is not there. */
const DRAFTED = (rest: string, none = 401): Expected => ({
	path: `${STRATEGY}/amendments/99${rest}`,
	body: () => ({ version: '1', index: '0', adopted_on: '2020-10-01', 'act.sr': 'x' }),
	statuses: COORDINATOR(404, none)
});

/** Without the version that was seen it is out of date. */
const CHANGED_BODY = (path: string): Expected => ({
	path: `/bodies/${path}`,
	statuses: ADMINISTRATOR(409, 401)
});

export const ROUTES: Readonly<Record<string, Expected>> = {
	'GET /healthz': { path: '/healthz', statuses: PUBLIC(200) },
	'GET /login': { path: '/login', statuses: [200, 303, 303, 303, 303, 303] },
	'POST /login': {
		path: '/login',
		// One name each: five wrong sign-ins in a row would be slowed.
		body: (role) => ({ username: `nobody-${role}`, password: 'wrong' }),
		statuses: PUBLIC(401)
	},
	'POST /logout': { path: '/logout', statuses: PUBLIC(303) },
	'POST /language': {
		path: '/language',
		body: () => ({ locale: 'xx', to: '/' }),
		statuses: PUBLIC(400)
	},
	'GET /': { path: '/', statuses: SIGNED_IN(307) },

	'GET /(app)/account': { path: '/account', statuses: SIGNED_IN(200) },
	'POST /(app)/account?/password': {
		path: '/account?/password',
		body: () => ({ current_password: 'wrong', new_password: 'x', repeat_password: 'y' }),
		statuses: SIGNED_IN(400, 401)
	},

	'GET /(app)/users': { path: '/users', statuses: ADMINISTRATOR(200) },
	'GET /(app)/users/new': { path: '/users/new', statuses: ADMINISTRATOR(200) },
	'POST /(app)/users/new': { path: '/users/new', statuses: ADMINISTRATOR(400, 401) },
	'GET /(app)/users/[id]': { path: '/users/1', statuses: ADMINISTRATOR(200) },
	// Without the version that was seen, each of them is out of date.
	'POST /(app)/users/[id]?/grant': { path: '/users/1?/grant', statuses: ADMINISTRATOR(400, 401) },
	'POST /(app)/users/[id]?/revoke': { path: '/users/1?/revoke', statuses: ADMINISTRATOR(409, 401) },
	'POST /(app)/users/[id]?/administrator': {
		path: '/users/1?/administrator',
		statuses: ADMINISTRATOR(409, 401)
	},
	'POST /(app)/users/[id]?/password': {
		path: '/users/1?/password',
		statuses: ADMINISTRATOR(409, 401)
	},
	'POST /(app)/users/[id]?/disable': {
		path: '/users/1?/disable',
		statuses: ADMINISTRATOR(409, 401)
	},
	'POST /(app)/users/[id]?/enable': { path: '/users/1?/enable', statuses: ADMINISTRATOR(409, 401) },

	// Nobody reports for a merged body here: there is nothing to do.
	'POST /(app)/users?/along': { path: '/users?/along', statuses: ADMINISTRATOR(200, 401) },
	'GET /(app)/users/[id]/hand-over': {
		path: '/users/1/hand-over',
		statuses: ADMINISTRATOR(200)
	},
	'POST /(app)/users/[id]/hand-over': {
		path: '/users/1/hand-over',
		statuses: ADMINISTRATOR(400, 401)
	},

	'GET /(app)/bodies': { path: '/bodies', statuses: ADMINISTRATOR(200) },
	'GET /(app)/bodies/new': { path: '/bodies/new', statuses: ADMINISTRATOR(200) },
	'POST /(app)/bodies/new': { path: '/bodies/new', statuses: ADMINISTRATOR(400, 401) },
	'GET /(app)/bodies/[body]': { path: '/bodies/ratel', statuses: ADMINISTRATOR(200) },
	'POST /(app)/bodies/[body]?/name': CHANGED_BODY('ratel?/name'),
	'POST /(app)/bodies/[body]?/alias': CHANGED_BODY('ratel?/alias'),
	'POST /(app)/bodies/[body]?/contact': CHANGED_BODY('ratel?/contact'),
	'POST /(app)/bodies/[body]?/back': CHANGED_BODY('ratel?/back'),
	'GET /(app)/bodies/[body]/merge': {
		path: '/bodies/ratel/merge?into=mtt&on=2020-10-01',
		statuses: ADMINISTRATOR(200)
	},
	'POST /(app)/bodies/[body]/merge': CHANGED_BODY('ratel/merge'),

	'GET /(app)/history': { path: '/history', statuses: ADMINISTRATOR(200) },
	// There is no entry 0.
	'POST /(app)/history': {
		path: '/history',
		body: () => ({ entry: '0', reason: 'x' }),
		statuses: ADMINISTRATOR(404, 401)
	},

	'GET /(app)/strategies': { path: '/strategies', statuses: SIGNED_IN(200) },
	'GET /(app)/strategies/[strategy]': { path: STRATEGY, statuses: SIGNED_IN(200) },
	'GET /(app)/strategies/[strategy]/about': {
		path: `${STRATEGY}/about`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/activities': {
		path: `${STRATEGY}/activities?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/activities/activities.xlsx': {
		path: `${STRATEGY}/activities/activities.xlsx?${QUARTER}&goal=1&lang=en`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/activities/[code]': {
		path: `${STRATEGY}/activities/1.1.1?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/activities/[code]/deadline': {
		path: `${STRATEGY}/activities/1.1.1/deadline?kind=extension`,
		statuses: COORDINATOR(200)
	},
	// An entry without anything in it.
	'POST /(app)/strategies/[strategy]/activities/[code]/deadline': {
		path: `${STRATEGY}/activities/1.1.1/deadline?kind=extension`,
		statuses: COORDINATOR(400, 401)
	},

	'GET /(app)/strategies/[strategy]/amendments/new': {
		path: `${STRATEGY}/amendments/new`,
		statuses: COORDINATOR(200)
	},
	'POST /(app)/strategies/[strategy]/amendments/new': {
		path: `${STRATEGY}/amendments/new`,
		statuses: COORDINATOR(400, 401)
	},
	// Nobody has begun one.
	'GET /(app)/strategies/[strategy]/amendments/[draft]': DRAFTED('', 303),
	'POST /(app)/strategies/[strategy]/amendments/[draft]?/head': DRAFTED('?/head'),
	'POST /(app)/strategies/[strategy]/amendments/[draft]?/add': DRAFTED('?/add'),
	'POST /(app)/strategies/[strategy]/amendments/[draft]?/remove': DRAFTED('?/remove'),
	'POST /(app)/strategies/[strategy]/amendments/[draft]?/discard': DRAFTED('?/discard'),
	'GET /(app)/strategies/[strategy]/amendments/[draft]/preview': DRAFTED('/preview', 303),
	'POST /(app)/strategies/[strategy]/amendments/[draft]/preview': DRAFTED('/preview'),

	'GET /(app)/strategies/[strategy]/bodies/[body]': {
		path: `${STRATEGY}/bodies/ratel?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/changes': {
		path: `${STRATEGY}/changes?from=2020-Q1&quarter=2020-Q2`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/changes/changes.xlsx': {
		path: `${STRATEGY}/changes/changes.xlsx?from=2020-Q1&quarter=2020-Q2&kind=deadline-later&lang=en`,
		statuses: SIGNED_IN(200)
	},
	// Who reads for others than themselves has nothing to note; the quarter is none of the plan's.
	'POST /(app)/strategies/[strategy]/changes?/read': {
		path: `${STRATEGY}/changes?/read&${QUARTER}`,
		body: () => ({ quarter: '2031-Q1' }),
		statuses: [401, 403, 403, 403, 403, 404]
	},
	'GET /(app)/strategies/[strategy]/glossary': {
		path: `${STRATEGY}/glossary`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/goals/[goal]': {
		path: `${STRATEGY}/goals/1?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/measures/[measure]': {
		path: `${STRATEGY}/measures/1.1?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},

	'GET /(app)/strategies/[strategy]/quarters/[quarter]/report.xlsx': {
		path: `${STRATEGY}/quarters/2020-Q2/report.xlsx?lang=en`,
		statuses: SIGNED_IN(308)
	},
	'GET /(app)/strategies/[strategy]/packs': {
		path: `${STRATEGY}/packs?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	// In a layout that there never was.
	'GET /(app)/strategies/[strategy]/packs/[period]/pack.[format]': {
		path: `${STRATEGY}/packs/2019-H2/pack.xlsx?lang=en&layout=999`,
		statuses: SIGNED_IN(404)
	},
	'GET /(app)/strategies/[strategy]/packs/[period]/making': {
		path: `${STRATEGY}/packs/2019-H2/making?format=xlsx&lang=en&making=00000000`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/packs/kept/[hash]': {
		path: `${STRATEGY}/packs/kept/${'0'.repeat(64)}`,
		statuses: SIGNED_IN(404)
	},
	'GET /(app)/strategies/[strategy]/quarters/[quarter]/tables/[table].xlsx': {
		path: `${STRATEGY}/quarters/2020-Q2/tables/trend.xlsx?lang=en`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/quarter': {
		path: `${STRATEGY}/quarter?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	// Still open, and so neither to be frozen nor to be corrected.
	'POST /(app)/strategies/[strategy]/quarter?/freeze': OWNED('freeze'),
	'POST /(app)/strategies/[strategy]/quarter?/correct': OWNED('correct'),
	'POST /(app)/strategies/[strategy]/quarter?/withdraw': OWNED('withdraw'),
	'GET /(app)/strategies/[strategy]/quarters/[quarter]/portable.zip': {
		path: `${STRATEGY}/quarters/2020-Q3/portable.zip?lang=en`,
		statuses: SIGNED_IN(409)
	},
	'GET /(app)/strategies/[strategy]/quarters/[quarter]/making': {
		path: `${STRATEGY}/quarters/2019-Q4/making?lang=en&making=00000000`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/plan': {
		path: `${STRATEGY}/plan?on=2020-05-01`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/indicators': {
		path: `${STRATEGY}/indicators?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	'GET /(app)/strategies/[strategy]/indicators/[indicator]': {
		path: `${STRATEGY}/indicators/operators-instructed?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	// Without a day, or of no version.
	'POST /(app)/strategies/[strategy]/indicators/[indicator]?/enter': READ('enter', 400),
	'POST /(app)/strategies/[strategy]/indicators/[indicator]?/correct': READ('correct', 400),
	'POST /(app)/strategies/[strategy]/indicators/[indicator]?/take': READ('take', 409),
	'GET /(app)/strategies/[strategy]/indicators/[indicator]/passport': {
		path: `${STRATEGY}/indicators/operators-instructed/passport?${QUARTER}`,
		statuses: COORDINATOR(200)
	},
	'POST /(app)/strategies/[strategy]/indicators/[indicator]/passport': {
		path: `${STRATEGY}/indicators/operators-instructed/passport?${QUARTER}`,
		body: () => ({ seen: '0' }),
		statuses: COORDINATOR(400, 401)
	},
	'GET /(app)/strategies/[strategy]/indicators/[indicator]/withdraw': {
		path: `${STRATEGY}/indicators/operators-instructed/withdraw?${QUARTER}`,
		statuses: COORDINATOR(200)
	},
	'POST /(app)/strategies/[strategy]/indicators/[indicator]/withdraw': {
		path: `${STRATEGY}/indicators/operators-instructed/withdraw?${QUARTER}`,
		body: () => ({ seen: '0', decidedOn: '2020-09-15', 'act.sr': 'x' }),
		statuses: COORDINATOR(400, 401)
	},
	'GET /(app)/strategies/[strategy]/indicators/new': {
		path: `${STRATEGY}/indicators/new?${QUARTER}`,
		statuses: COORDINATOR(200)
	},
	'POST /(app)/strategies/[strategy]/indicators/new': {
		path: `${STRATEGY}/indicators/new?${QUARTER}`,
		body: () => ({ of: 'goal 1' }),
		statuses: COORDINATOR(400, 401)
	},
	'GET /(app)/strategies/[strategy]/money': {
		path: `${STRATEGY}/money?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},
	'POST /(app)/strategies/[strategy]/money?/rate': {
		path: `${STRATEGY}/money?/rate&${QUARTER}`,
		body: () => ({ on: '2020-09-30', rate: '0', 'source.sr': 'x' }),
		statuses: COORDINATOR(400, 401)
	},
	'GET /(app)/strategies/[strategy]/activities/[code]/money': {
		path: `${STRATEGY}/activities/2.2.4/money?${QUARTER}`,
		statuses: COORDINATOR(200)
	},
	'POST /(app)/strategies/[strategy]/activities/[code]/money': {
		path: `${STRATEGY}/activities/2.2.4/money?${QUARTER}`,
		body: () => ({ seen: '0', 'source.sr': 'x' }),
		statuses: COORDINATOR(400, 401)
	},
	'GET /(app)/strategies/[strategy]/activities/[code]/money/planned': {
		path: `${STRATEGY}/activities/2.2.4/money/planned?${QUARTER}`,
		statuses: COORDINATOR(200)
	},
	'POST /(app)/strategies/[strategy]/activities/[code]/money/planned?/add': {
		path: `${STRATEGY}/activities/2.2.4/money/planned?/add&${QUARTER}`,
		body: () => ({ year: '2020', source: 'budget', 'planned.amount': '1', 'act.sr': 'x' }),
		statuses: COORDINATOR(400, 401)
	},
	'POST /(app)/strategies/[strategy]/activities/[code]/money/planned?/change': {
		path: `${STRATEGY}/activities/2.2.4/money/planned?/change&${QUARTER}`,
		body: () => ({ line: '1', seen: '0', 'planned.amount': '1' }),
		statuses: COORDINATOR(400, 401)
	},
	'GET /(app)/strategies/[strategy]/slip': {
		path: `${STRATEGY}/slip?${QUARTER}`,
		statuses: SIGNED_IN(200)
	},

	'GET /(app)/strategies/[strategy]/warning': {
		path: `${STRATEGY}/warning?quarter=2020-Q2&override=2.4.2`,
		statuses: SIGNED_IN(200)
	},
	'POST /(app)/strategies/[strategy]/warning?/override': OVERRIDDEN('override'),
	'POST /(app)/strategies/[strategy]/warning?/back': OVERRIDDEN('back'),
	'GET /(app)/strategies/[strategy]/plausibility': {
		path: `${STRATEGY}/plausibility?quarter=2020-Q2`,
		statuses: [303, 403, 200, 200, 403, 403]
	},

	'GET /(app)/strategies/[strategy]/owed': { path: OWED(), statuses: FILING(200) },
	'POST /(app)/strategies/[strategy]/owed?/save': FILED('save'),
	'POST /(app)/strategies/[strategy]/owed?/submit': FILED('submit'),
	'POST /(app)/strategies/[strategy]/owed?/nothing': FILED('nothing'),
	'POST /(app)/strategies/[strategy]/owed?/recall': FILED('recall'),
	'POST /(app)/strategies/[strategy]/owed?/revise': FILED('revise'),
	// Writes nothing, and finds nothing that is ready.
	'POST /(app)/strategies/[strategy]/owed?/evidence': {
		...FILED('evidence'),
		statuses: FILING(200, 401)
	},
	'POST /(app)/strategies/[strategy]/owed?/ready': {
		...FILED('ready'),
		statuses: FILING(303, 401)
	},

	'GET /(app)/strategies/[strategy]/history': {
		path: `${STRATEGY}/history?${QUARTER}`,
		statuses: [303, 200, 200, 403, 403, 403]
	},

	'POST /(app)/strategies/[strategy]/owed?/offer': FILED('offer'),
	// A letter without number and day, for whoever is somebody's here.
	'POST /(app)/strategies/[strategy]/owed?/sign': {
		...FILED('sign'),
		statuses: FILING(400, 401)
	},

	'GET /(app)/strategies/[strategy]/escalations': {
		path: `${STRATEGY}/escalations?${QUARTER}`,
		statuses: [303, 403, 200, 200, 403, 403]
	},
	// Nothing was said there, and nothing forwarded.
	'POST /(app)/strategies/[strategy]/escalations?/forward': {
		path: `${STRATEGY}/escalations?/forward&${QUARTER}`,
		body: () => ({ activity: '3.2.5', body: 'ratel', note: 'x' }),
		statuses: [401, 403, 403, 409, 403, 403]
	},
	'POST /(app)/strategies/[strategy]/escalations?/answer': {
		path: `${STRATEGY}/escalations?/answer&${QUARTER}`,
		body: () => ({ activity: '3.2.5', body: 'ratel', answer: 'x' }),
		statuses: [401, 403, 409, 403, 403, 403]
	},

	'GET /(app)/strategies/[strategy]/signatures': {
		path: `${STRATEGY}/signatures?${QUARTER}`,
		statuses: [303, 200, 403, 200, 403, 403]
	},
	'POST /(app)/strategies/[strategy]/signatures': {
		path: `${STRATEGY}/signatures?${QUARTER}`,
		body: () => ({ body: 'nobody', version: '0', required: 'yes' }),
		statuses: [401, 404, 403, 404, 403, 403]
	},

	'GET /(app)/strategies/[strategy]/windows': {
		path: `${STRATEGY}/windows?${QUARTER}&change=2020-Q4`,
		statuses: [303, 403, 200, 200, 403, 403]
	},
	'POST /(app)/strategies/[strategy]/windows?/change': MOVED('change', 409),
	// Without a last day.
	'POST /(app)/strategies/[strategy]/windows?/close': MOVED('close', 400),
	// Not the one after the last.
	'POST /(app)/strategies/[strategy]/windows?/next': MOVED('next', 409),

	'GET /(app)/strategies/[strategy]/board': {
		path: `${STRATEGY}/board?${QUARTER}`,
		statuses: [303, 403, 200, 200, 403, 403]
	},
	'POST /(app)/strategies/[strategy]/board?/open': DECIDED('open', 404),
	'POST /(app)/strategies/[strategy]/board?/accept': DECIDED('accept', 404),
	'POST /(app)/strategies/[strategy]/board?/return': DECIDED('return', 404),
	'POST /(app)/strategies/[strategy]/board?/undo': DECIDED('undo', 404),
	// Writes nothing: one more row for a note.
	'POST /(app)/strategies/[strategy]/board?/note': {
		...DECIDED('note', 200),
		statuses: [401, 403, 200, 200, 403, 403]
	},
	// A closing day that is none.
	'POST /(app)/strategies/[strategy]/board?/extend': {
		...DECIDED('extend', 400),
		body: () => ({ body: 'ratel', closesOn: '', reason: '' })
	},
	'POST /(app)/strategies/[strategy]/board?/many': DECIDED('many', 404),
	'POST /(app)/strategies/[strategy]/board?/window': DECIDED('window', 409),
	// Without a last day.
	'POST /(app)/strategies/[strategy]/board?/close': DECIDED('close', 400)
};
