// Addresses of the page "What I owe".

export interface Place {
	quarter: string | null;
	body: string | null;
	/** Code of the row that is open. */
	open?: string | null;
}

/** @example addressOf({ quarter: '2020-Q3', body: 'ratel', open: '2.3.1' }) //=> '?quarter=2020-Q3&body=ratel&open=2.3.1' */
export function addressOf({ quarter, body, open }: Place): string {
	const params = new URLSearchParams();
	if (quarter) params.set('quarter', quarter);
	if (body) params.set('body', body);
	if (open) params.set('open', open);
	return `?${params}`;
}

/** Where a form of the page goes: the action first, then the page's own address, down to the open row or a part of it. */
export function actionOf(name: string, place: Place, part?: string): string {
	const fragment = part ?? (place.open ? `row-${place.open}` : null);
	return `?/${name}&${addressOf(place).slice(1)}${fragment === null ? '' : `#${fragment}`}`;
}
