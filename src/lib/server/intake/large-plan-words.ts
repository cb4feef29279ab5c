// Words for a generated plan: as long, and as dry, as those of a real one, in Serbian and English. Every phrase fits every other.
import type { Texts } from '#lib/domain/text.ts';
import type { SeededChoice } from './seeded-choice.ts';

interface Phrase {
	sr: string;
	en: string;
}

const phrase = (sr: string, en: string): Phrase => ({ sr, en });

/** In the genitive. */
const FIELDS: readonly Phrase[] = [
	phrase('саобраћаја', 'transport'),
	phrase('енергетике', 'energy'),
	phrase('заштите животне средине', 'environmental protection'),
	phrase('пољопривреде', 'agriculture'),
	phrase('здравља', 'health'),
	phrase('просвете', 'education'),
	phrase('културе', 'culture'),
	phrase('правосуђа', 'justice'),
	phrase('финансија', 'finance'),
	phrase('привреде', 'economy'),
	phrase('државне управе', 'public administration'),
	phrase('социјалне заштите', 'social protection'),
	phrase('науке', 'science'),
	phrase('информационог друштва', 'the information society')
];

const BODY_KINDS: readonly Phrase[] = [
	phrase('Министарство за област', 'Ministry in the field of'),
	phrase('Управа за послове у области', 'Directorate in the field of'),
	phrase('Агенција за унапређење', 'Agency for the improvement of'),
	phrase('Завод за праћење развоја', 'Institute for monitoring the development of'),
	phrase('Инспекторат за област', 'Inspectorate in the field of')
];

const DOINGS: readonly Phrase[] = [
	phrase('Израда и усвајање', 'Drafting and adoption of'),
	phrase('Успостављање', 'Establishment of'),
	phrase('Унапређење', 'Improvement of'),
	phrase('Примена', 'Application of'),
	phrase('Припрема и објављивање', 'Preparation and publication of'),
	phrase('Ажурирање', 'Updating of'),
	phrase('Увођење', 'Introduction of'),
	phrase('Вредновање', 'Evaluation of')
];

/** In the genitive. */
const THINGS: readonly Phrase[] = [
	phrase('методологије за процену ризика', 'the risk assessment methodology'),
	phrase('регистра пружалаца услуга', 'the register of service providers'),
	phrase('правила о поступању са подацима', 'the rules on handling data'),
	phrase('програма обуке државних службеника', 'the training programme for civil servants'),
	phrase('система за размену података', 'the data exchange system'),
	phrase('стандарда приступачности јавних услуга', 'accessibility standards for public services'),
	phrase('плана развоја људских ресурса', 'the human resources development plan'),
	phrase('механизма за праћење примене прописа', 'the mechanism for monitoring regulations'),
	phrase('информационог система за управљање предметима', 'the case management system'),
	phrase('смерница за сарадњу са цивилним друштвом', 'guidelines for work with civil society'),
	phrase('оквира за оцену учинка', 'the performance assessment framework'),
	phrase('мреже контакт тачака', 'the network of contact points')
];

const MANNERS: readonly Phrase[] = [
	phrase(
		'у складу са препорукама Европске комисије',
		'in line with the recommendations of the European Commission'
	),
	phrase('ради усклађивања са правним тековинама ЕУ', 'for alignment with the EU acquis'),
	phrase('на основу анализе потреба', 'based on the needs analysis'),
	phrase('у сарадњи са јединицама локалне самоуправе', 'together with local self-government units'),
	phrase('уз подршку развојних партнера', 'with the support of development partners'),
	phrase('у циљу скраћења рокова за поступање', 'in order to shorten processing times')
];

const RESULTS: readonly Phrase[] = [
	phrase(
		'Одржана су три састанка радне групе, а закључци су достављени свим носиоцима.',
		'Three meetings of the working group were held and the conclusions were sent to all responsible bodies.'
	),
	phrase(
		'Нацрт документа је припремљен и упућен на мишљење надлежним органима.',
		'The draft document was prepared and sent to the competent authorities for their opinion.'
	),
	phrase(
		'Спроведен је поступак јавне набавке и уговор је закључен са изабраним понуђачем.',
		'The public procurement procedure was carried out and the contract was concluded with the selected bidder.'
	),
	phrase(
		'Обука је одржана у четири града; број обухваћених службеника: {n}.',
		'The training was held in four cities; number of civil servants covered: {n}.'
	),
	phrase(
		'Јавна расправа је завршена, а број примљених предлога и сугестија је: {n}.',
		'The public consultation was completed, and the number of proposals and suggestions received is: {n}.'
	),
	phrase(
		'Техничка спецификација је усаглашена са крајњим корисницима и потврђена записником.',
		'The technical specification was agreed with the end users and confirmed in the minutes.'
	),
	phrase(
		'Систем је пуштен у пробни рад, а уочени недостаци се отклањају према утврђеном плану.',
		'The system was put into trial operation and the shortcomings found are being removed according to the agreed plan.'
	),
	phrase(
		'Пропис је објављен у службеном гласилу и примењује се од наредног месеца.',
		'The regulation was published in the official gazette and applies from the following month.'
	),
	phrase(
		'Израђена је полазна анализа која обухвата стање у претходне две године.',
		'A baseline analysis covering the situation in the previous two years was produced.'
	),
	phrase(
		'Број органа који су доставили тражене податке: {n}.',
		'Number of authorities that provided the requested data: {n}.'
	)
];

const PROBLEMS: readonly Phrase[] = [
	phrase(
		'Недостају запослени са потребним знањима, а попуњавање радних места је у току.',
		'Staff with the required knowledge are lacking, and the vacancies are being filled.'
	),
	phrase(
		'Средства планирана буџетом нису одобрена у траженом износу.',
		'The funds planned in the budget were not approved in the requested amount.'
	),
	phrase(
		'Надлежни органи још нису доставили мишљења на припремљени нацрт.',
		'The competent authorities have not yet given their opinions on the prepared draft.'
	)
];

const REASONS: readonly Phrase[] = [
	phrase(
		'Поступак јавне набавке је обустављен јер није достављена ниједна прихватљива понуда.',
		'The procurement procedure was suspended because no acceptable bid was submitted.'
	),
	phrase(
		'Усвајање прописа од кога активност зависи одложено је за наредни квартал.',
		'The adoption of the regulation the activity depends on was postponed to the next quarter.'
	),
	phrase(
		'Активности на терену нису биле могуће услед проглашеног ванредног стања.',
		'Work in the field was not possible because of the declared state of emergency.'
	)
];

const STEPS_AHEAD: readonly Phrase[] = [
	phrase(
		'У наредном кварталу предвиђено је прибављање мишљења и упућивање предлога на усвајање.',
		'In the next quarter the opinions are to be obtained and the proposal submitted for adoption.'
	),
	phrase(
		'Следи поновно покретање поступка јавне набавке.',
		'The public procurement procedure is to be launched again.'
	),
	phrase(
		'Планирана је завршна обука и примопредаја система.',
		'The final training and the handover of the system are planned.'
	)
];

const RETURNS: readonly Phrase[] = [
	phrase(
		'Навести број и датум акта на који се позива резултат.',
		'State the number and date of the act the result refers to.'
	),
	phrase(
		'Образложити зашто је оцена промењена у односу на претходни квартал.',
		'Explain why the assessment has changed since the previous quarter.'
	)
];

export const TEXT_BANKS = {
	problems: PROBLEMS,
	reasons: REASONS,
	next_steps: STEPS_AHEAD,
	notes: RETURNS
} as const;

/** Different for the first seventy; @param index from 0 */
export function bodyName(index: number): { name: Texts; short: Texts } {
	const kind = BODY_KINDS[Math.floor(index / FIELDS.length) % BODY_KINDS.length]!;
	const field = FIELDS[index % FIELDS.length]!;
	const number = String(index + 1).padStart(2, '0');
	return {
		name: { 'sr-Cyrl': `${kind.sr} ${field.sr}`, en: `${kind.en} ${field.en}` },
		short: { 'sr-Cyrl': `ОРГ-${number}`, en: `BODY-${number}` }
	};
}

export function goalTitle(index: number): Texts {
	const field = FIELDS[index % FIELDS.length]!;
	return {
		'sr-Cyrl': `Унапређен квалитет и доступност услуга у области ${field.sr}`,
		en: `Improved quality and availability of services in the field of ${field.en}`
	};
}

export function measureTitle(choice: SeededChoice): Texts {
	return joined([choice.one(DOINGS), choice.one(THINGS), choice.one(MANNERS)]);
}

/** From 60 to 160 characters. */
export function activityTitle(choice: SeededChoice): Texts {
	const field = choice.one(FIELDS);
	const within = phrase(`у области ${field.sr}`, `in the field of ${field.en}`);
	const parts = [choice.one(DOINGS), choice.one(THINGS), within, choice.one(MANNERS)];
	const title = joined(parts);
	return Object.values(title).every((text) => text.length <= 160)
		? title
		: joined(parts.slice(0, 3));
}

/** What came of it: from 150 to 600 characters in each language. */
export function resultText(choice: SeededChoice): Texts {
	const wanted = choice.whole(150, 520);
	const number = String(choice.whole(12, 900));
	let [sr, en] = ['', ''];
	for (const one of choice.some(RESULTS, RESULTS.length)) {
		if (Math.max(sr.length + one.sr.length, en.length + one.en.length) > 595) break;
		sr += (sr ? ' ' : '') + one.sr.replace('{n}', number);
		en += (en ? ' ' : '') + one.en.replace('{n}', number);
		if (Math.min(sr.length, en.length) >= wanted) break;
	}
	return { 'sr-Cyrl': sr, en };
}

/** One sentence of a bank. */
export function sentence(choice: SeededChoice, bank: keyof typeof TEXT_BANKS): Texts {
	const { sr, en } = choice.one(TEXT_BANKS[bank]);
	return { 'sr-Cyrl': sr, en };
}

/** A document's title. */
export function evidenceTitle(choice: SeededChoice): string {
	const kind = choice.one(['Закључак', 'Извештај', 'Записник', 'Решење', 'Анализа', 'Уговор']);
	return `${kind} о реализацији активности, генерисан за мерење`;
}

function joined(parts: readonly Phrase[]): Texts {
	return {
		'sr-Cyrl': parts.map(({ sr }) => sr).join(' '),
		en: parts.map(({ en }) => en).join(' ')
	};
}
