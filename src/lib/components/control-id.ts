/**
 * The id of a form's control, so that a problem can lead to its field.
 *
 * @example controlId('right', 'strategy') //=> 'right-strategy'
 */
export function controlId(form: string, field: string): string {
	const safe = field.replace(/[^\w-]+/g, '-');
	return form === '' ? `field-${safe}` : `${form}-${safe}`;
}
