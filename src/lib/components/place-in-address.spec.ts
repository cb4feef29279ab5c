import { expect, test } from 'vitest';
import { placeInAddress } from './place-in-address.ts';

const left = (search: string) =>
	new URLSearchParams(placeInAddress(new URL(`http://localhost/${search}`))).toString();

test.each([
	['?quarter=2020-Q3&open=3.2.5&done=saved&on=3.2.5', 'quarter=2020-Q3&open=3.2.5'],
	['?/save&quarter=2020-Q3', 'quarter=2020-Q3'],
	// A day on the page of mergers, where nothing was done.
	['?into=ratel&on=2020-10-05', 'into=ratel&on=2020-10-05'],
	['', '']
])('%s is the place %s', (search, place) => expect(left(search)).toBe(place));
