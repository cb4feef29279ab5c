// Where the quarters of an activity do not fit side by side, the one in question is in view.

export function start(strip: HTMLElement): void {
	const here = strip.querySelector<HTMLElement>('thead .here');
	if (here) strip.scrollLeft = here.offsetLeft + here.offsetWidth - strip.clientWidth;
}
