// Makes a pack, and keeps it where everything it stands on is frozen.
import type { Context } from '../history/change.ts';
import { snapshot } from '../db/database.ts';
import { factsOf } from '../quarter/facts.ts';
import { sha256 } from '../sha256.ts';
import { contentsOn, type PackContents } from './contents.ts';
import { groundOf } from './ground.ts';
import { htmlOf } from './html.ts';
import { PACK_LAYOUT } from './layout.ts';
import { makingOf } from './making.ts';
import type { MakingStep } from './makings.ts';
import { keep, keptOn, type Pack, type PackAsked, type PackFormat } from './packs.ts';
import { reportFile } from './report.ts';
import { wordOf } from './word.ts';
import type { Locale } from '#lib/domain/text.ts';

/**
 * @param now the machine clock's instant, which a draft bears
 * @param onStep told how far it is
 * @param layout in which it is laid out and kept: the newest, except in tests of what an older program has left
 * @throws {Refusal} as `contentsOf`
 */
export async function makePack(
	context: Context,
	asked: PackAsked,
	{
		now,
		onStep,
		layout = PACK_LAYOUT
	}: { now: string; onStep?: (step: MakingStep) => void; layout?: number }
): Promise<Pack> {
	const { database, today } = context;
	onStep?.('reading');
	const { there, contents, ground } = snapshot(database, (read) => {
		const facts = factsOf(database, read, asked.slug);
		const ground = groundOf(read, facts, { ...asked, today });
		const there = keptOn(read, asked, ground);
		if (there) return { there, contents: null, ground };
		const { slug, revision } = asked;
		const contents = contentsOn(database, read, { facts, ground, slug, today, revision });
		return { there, contents: { ...contents, layout }, ground };
	});
	if (there) return there;
	onStep?.('laying-out');
	const { locale, format } = asked;
	const bytes = await FORMATS[format](contents!, locale, now);
	if (ground.isDraft) {
		return { bytes, hash: sha256(bytes), isKept: false };
	}
	onStep?.('keeping');
	return keep(context, asked, {
		...{ ground, layout, bytes },
		strategyId: contents!.view.strategy.id
	});
}

type Format = (
	contents: PackContents,
	locale: Locale,
	now: string
) => Promise<Uint8Array<ArrayBuffer>>;

const FORMATS: Readonly<Record<PackFormat, Format>> = {
	xlsx: (contents, locale, now) => reportFile(contents, locale, makingOf(contents, now)),
	html: async (contents, locale) => new TextEncoder().encode(htmlOf(contents, locale)),
	docx: async (contents, locale) => new Uint8Array(await wordOf(contents, locale))
};
