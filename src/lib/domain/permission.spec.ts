import { describe, expect, test } from 'vitest';
import { can, CONSOLE, NOBODY, type Actor, type Right, type Verb } from './permission.ts';

const OWN = 1;
const POLICE = 10;
const UNIT_OF_POLICE = 11;

const person = (userId: number, ...rights: Right[]): Actor => ({
	userId,
	isConsole: false,
	isAdministrator: false,
	rights
});
const holding = (role: Right['role'], bodyId: number | null = null): Right => ({
	role,
	strategyId: OWN,
	bodyId
});

const ACTORS: Record<string, Actor> = {
	nobody: NOBODY,
	reporter: person(1, holding('reporter', POLICE)),
	signatory: person(6, holding('signatory', POLICE)),
	coordinator: person(2, holding('coordinator')),
	owner: person(3, holding('owner')),
	reviewer: person(4, holding('reviewer')),
	administrator: { ...person(5), isAdministrator: true },
	console: CONSOLE
};
const FILING = { strategyId: OWN, bodyId: POLICE, submittedBy: 1 };

describe('who may', () => {
	const table: [Verb, string[]][] = [
		[
			'strategy.view',
			['reporter', 'signatory', 'coordinator', 'owner', 'reviewer', 'administrator']
		],
		['strategy.load', []],
		['board.view', ['coordinator', 'owner']],
		['filing.exchange', ['reporter', 'signatory', 'coordinator', 'owner']],
		['filing.write', ['reporter']],
		['filing.sign', ['signatory']],
		['signature.require', ['coordinator', 'administrator']],
		['filing.write-on-behalf', ['coordinator']],
		['filing.open', ['coordinator']],
		['filing.decide', ['coordinator']],
		['escalation.forward', ['coordinator']],
		['escalation.answer', ['owner']],
		['window.change', ['coordinator']],
		['window.extend', ['coordinator']],
		['history.view', ['owner', 'administrator']],
		['history.redact', ['administrator']],
		['window.close', ['coordinator']],
		['quarter.open', ['coordinator']],
		['deadline.move', ['coordinator']],
		['indicator.enter', ['coordinator']],
		['money.enter', ['coordinator']],
		['plan.amend', ['coordinator']],
		['user.manage', ['administrator']],
		['body.manage', ['administrator']]
	];
	for (const [verb, allowed] of table) {
		test(verb, () => {
			const found = Object.keys(ACTORS).filter((name) => can(ACTORS[name]!, verb, FILING));
			expect(found).toEqual([...allowed, 'console']);
		});
	}
});

test('the history of all strategies is for administrators', () => {
	const found = Object.keys(ACTORS).filter((name) => can(ACTORS[name]!, 'history.view'));
	expect(found).toEqual(['administrator', 'console']);
});

test('rights are held per strategy', () => {
	const elsewhere = { ...FILING, strategyId: 2 };
	for (const name of ['reporter', 'coordinator', 'owner', 'reviewer']) {
		expect(can(ACTORS[name]!, 'strategy.view', elsewhere)).toBe(false);
		expect(can(ACTORS[name]!, 'filing.exchange', elsewhere)).toBe(false);
	}
	expect(can(ACTORS.administrator!, 'strategy.view', elsewhere)).toBe(true);
});

test('a body never implies its children', () => {
	const child = { strategyId: OWN, bodyId: UNIT_OF_POLICE };
	expect(can(ACTORS.reporter!, 'filing.write', child)).toBe(false);
	expect(can(ACTORS.reporter!, 'filing.exchange', child)).toBe(false);
});

test('nobody decides what they submitted', () => {
	const both = person(1, holding('reporter', POLICE), holding('coordinator'));
	expect(can(both, 'filing.decide', { strategyId: OWN, submittedBy: 1 })).toBe(false);
	expect(can(both, 'filing.decide', { strategyId: OWN, submittedBy: 9 })).toBe(true);
	expect(can(ACTORS.coordinator!, 'filing.decide', { strategyId: OWN, submittedBy: 2 })).toBe(
		false
	);
});

test('administering gives no right to file or to decide', () => {
	const { administrator } = ACTORS;
	for (const verb of ['filing.write', 'filing.decide', 'filing.exchange', 'board.view'] as const) {
		expect(can(administrator!, verb, FILING)).toBe(false);
	}
});

test('an account is changed by its own person', () => {
	expect(can(ACTORS.reviewer!, 'account.change', { userId: 4 })).toBe(true);
	expect(can(ACTORS.administrator!, 'account.change', { userId: 4 })).toBe(false);
	expect(can(CONSOLE, 'account.change', { userId: 4 })).toBe(false);
	expect(can(NOBODY, 'account.change', {})).toBe(false);
});

test("a thing that names no strategy is nobody's", () => {
	expect(can(ACTORS.coordinator!, 'filing.decide', {})).toBe(false);
	expect(can(ACTORS.reporter!, 'filing.write', { strategyId: OWN })).toBe(false);
});
