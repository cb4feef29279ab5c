import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scriptOf, toCyrillic, toLatin } from './script.ts';

describe('Cyrillic to Latin', () => {
	test.each([
		['Ђаци уче ћирилицу', 'Đaci uče ćirilicu'],
		['жива џунгла, чаша, шума', 'živa džungla, čaša, šuma'],
		['Љубав, Његош, Џеп', 'Ljubav, Njegoš, Džep'],
		['ЉУБАВ, ЊЕГОШ, ЏЕП', 'LJUBAV, NJEGOŠ, DŽEP'],
		['Љ. Петровић', 'Lj. Petrović'],
		['МУП-ом', 'MUP-om'],
		['инјекција и коњ', 'injekcija i konj'],
		['IV квартал 2020. године', 'IV kvartal 2020. godine'],
		['Already Latin', 'Already Latin'],
		['', '']
	])('%j is %j', (cyrillic, latin) => {
		expect(toLatin(cyrillic)).toBe(latin);
	});

	test('no letter of the alphabet is left, whatever the text', () => {
		const anyText = fc.string({
			unit: fc.constantFrom(...'абвгдђежзијклљмнњопрстћуфхцчџшАЉЊЏШ -.Q4e\u0300\u030c')
		});
		fc.assert(
			fc.property(anyText, (text) => {
				expect(toLatin(text)).not.toMatch(/[а-шђјљњћџА-ШЂЈЉЊЋЏ]/u);
				expect(toLatin(text)).toBe(toLatin(text).normalize('NFC'));
			})
		);
	});
});

describe('Latin to Cyrillic', () => {
	test.each([
		['Đaci uče ćirilicu', 'Ђаци уче ћирилицу'],
		['živa džungla, čaša, šuma', 'жива џунгла, чаша, шума'],
		['Ljubav, Njegoš, Džep', 'Љубав, Његош, Џеп'],
		['LJUBAV, NJEGOŠ, DŽEP', 'ЉУБАВ, ЊЕГОШ, ЏЕП'],
		['Ministarstvo unutrašnjih poslova', 'Министарство унутрашњих послова'],
		['', '']
	])('%j is %j', (latin, cyrillic) => {
		expect(toCyrillic(latin)).toBe(cyrillic);
	});

	test('letters typed as a base and a mark are read as one', () => {
		expect(toCyrillic('c\u030cas\u030ca')).toBe('чаша');
	});

	test('digraphs of old code pages are one letter too', () => {
		expect(toCyrillic('ǉubav ǌegov ǆep')).toBe('љубав његов џеп');
	});
});

describe('letters that only look like one', () => {
	test.each([
		['injekcija, injekcije, Injekciju', 'инјекција, инјекције, Инјекцију'],
		['konjunktura i konjugacija', 'конјунктура и конјугација'],
		['vanjezički', 'ванјезички'],
		['Tanjug, TANJUG, Tanjuga', 'Танјуг, ТАНЈУГ, Танјуга'],
		['nadživeti, nadživeo, nenadživljen', 'надживети, надживео, ненадживљен'],
		['odžaliti, nadžnjeti, podžanr', 'оджалити, наджњети, поджанр'],
		['konj, konju, konjica', 'коњ, коњу, коњица'],
		['odžak i hodža', 'оџак и хоџа'],
		['unutrašnja, objavljen', 'унутрашња, објављен']
	])('%j is %j', (latin, cyrillic) => {
		expect(toCyrillic(latin)).toBe(cyrillic);
	});

	test('dj is left apart: it may be meant so', () => {
		expect(toCyrillic('djela i Djordje')).toBe('дјела и Дјордје');
	});
});

describe('what stays Latin', () => {
	test.each([
		['Sajt www.mup.gov.rs.', 'Сајт www.mup.gov.rs.'],
		['(vidi https://ratel.rs/a/b?c=1)', '(види https://ratel.rs/a/b?c=1)'],
		['na cert.rs i mup.gov.rs/vesti, danas', 'на cert.rs и mup.gov.rs/vesti, данас'],
		['pišite na ime.prezime@mup.gov.rs.', 'пишите на ime.prezime@mup.gov.rs.'],
		['prilog plan_2020.xlsx i izvestaj.PDF', 'прилог plan_2020.xlsx и izvestaj.PDF'],
		['„Akcioni plan 2020.pdf“ je tu', '„Akcioni plan 2020.pdf“ је ту'],
		['IP adresa i DDoS napad', 'IP адреса и DDoS напад'],
		['Nacionalni CERT, SRB-CERT, CERT-a', 'Национални CERT, SRB-CERT, CERT-а'],
		['na Facebooku i preko PayPala', 'на Facebooku и преко PayPala'],
		['konferencija iPROCEEDS-2, Twinning', 'конференција iPROCEEDS-2, Twinning'],
		['WhatsApp-a, web-sajt, Excel', 'WhatsApp-а, web-сајт, Excel'],
		['gospodin Müller', 'господин Müller'],
		['online obuka, ONLINE, Online', 'online обука, ONLINE, Online'],
		['e-mail adresa', 'e-mail адреса'],
		['EU, MUP, RATEL, OEBS, INTERPOL, IT', 'ЕУ, МУП, РАТЕЛ, ОЕБС, ИНТЕРПОЛ, ИТ']
	])('%j is %j', (latin, cyrillic) => {
		expect(toCyrillic(latin)).toBe(cyrillic);
	});

	test('further names may be given', () => {
		expect(toCyrillic('projekat Armagedon', { names: ['Armagedon'] })).toBe('пројекат Armagedon');
		expect(toCyrillic('projekat Armagedon')).toBe('пројекат Армагедон');
	});
});

describe('Roman numerals', () => {
	test.each([
		['IV kvartal', 'IV квартал'],
		['II–III kvartal', 'II–III квартал'],
		['I i III kvartal 2020.', 'I и III квартал 2020.'],
		['I, II i IV kvartal', 'I, II и IV квартал'],
		['u I kvartalu 2019. i u II kvartalu', 'у I кварталу 2019. и у II кварталу'],
		['Poglavlje XXIV, prilog V', 'Поглавље XXIV, прилог V'],
		['PRILOG I', 'ПРИЛОГ I'],
		['I. Uvod', 'I. Увод']
	])('%j is %j', (latin, cyrillic) => {
		expect(toCyrillic(latin)).toBe(cyrillic);
	});

	test.each([
		['I dalje se radi', 'И даље се ради'],
		['Urađeno je. I dalje se radi.', 'Урађено је. И даље се ради.'],
		['MERE I AKTIVNOSTI', 'МЕРЕ И АКТИВНОСТИ'],
		['PRILOG II I PRILOG III', 'ПРИЛОГ II И ПРИЛОГ III'],
		['DA LI', 'ДА ЛИ'],
		['G. V. Petrović', 'Г. В. Петровић'],
		['CIVIL, MIL', 'ЦИВИЛ, МИЛ']
	])('letters that are none: %j is %j', (latin, cyrillic) => {
		expect(toCyrillic(latin)).toBe(cyrillic);
	});
});

describe('there and back', () => {
	// Parts of official wording, with every letter of the alphabet among them.
	const words =
		`стратегија за борбу против високотехнолошког криминала министарство унутрашњих послова
		Његош Љиљана Џорџ ђак ћутање инјекција надживети конјунктура шездесет чување жеља фебруар хиљада
		МИНИСТАРСТВО ПРАВДЕ БЕОГРАД унапређење сарадње надлежних органа Београд и у о са дјело РАТЕЛ ЕУ`
			.split(/\s+/)
			.filter((word) => word !== '');

	test('ordinary words come back as they were', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...words), { minLength: 1 }), (chosen) => {
				const text = chosen.join(' ');
				expect(toCyrillic(toLatin(text))).toBe(text);
			})
		);
	});

	test('any syllables come back, in small letters and with a capital', () => {
		const consonants = 'бвгдђжзјклљмнњпрстћфхцчџш';
		const syllable = fc
			.tuple(fc.constantFrom(...consonants), fc.constantFrom(...'аеиоу'))
			.map((letters) => letters.join(''));
		const word = fc.array(syllable, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(word, (small) => {
				const capital = small.charAt(0).toUpperCase() + small.slice(1);
				for (const text of [small, capital]) {
					expect(toCyrillic(toLatin(text))).toBe(text);
				}
			})
		);
	});
});

describe('script of a text', () => {
	test.each([
		['Стратегија', 'Cyrl'],
		['Strategija', 'Latn'],
		['Директива 2013/40/EU и CERT', 'Cyrl'],
		['Ćirilica', 'Latn'],
		['Ај ci', 'Cyrl'],
		['2020. – 12', null],
		['', null]
	])('%j is in %j', (text, script) => {
		expect(scriptOf(text)).toBe(script);
	});
});
