// Makes the picture of a page small: its few colours as a palette. Sharper than any lossy format of that size, and readable everywhere.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * The same picture with few colours.
 *
 * @param {Buffer} png as a browser writes it: 8 bits a channel, not interlaced
 * @param {number} most colours
 * @returns {Buffer}
 */
export function smallPng(png, most = 32) {
	const { width, height, pixels } = read(png);
	/** @type {Map<number, number>} */
	const counts = new Map();
	for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
	const palette = paletteOf(counts, most);
	const places = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
	const rows = Buffer.alloc(height * (width + 1));
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] ?? 0) ?? 0;
		}
	}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		png.subarray(0, 8),
		chunk('IHDR', head),
		chunk('PLTE', Buffer.from(palette.flatMap(channels))),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0))
	]);
}

/** @param {number} colour */
function channels(colour) {
	return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/**
 * @param {number} one
 * @param {number} other
 */
function distance(one, other) {
	const red = (one >> 16) - (other >> 16);
	const green = ((one >> 8) & 255) - ((other >> 8) & 255);
	const blue = (one & 255) - (other & 255);
	return red * red + green * green + blue * blue;
}

/**
 * Takes, again and again, the colour that is missed most: much used and far from those taken.
 *
 * @param {Map<number, number>} counts
 * @param {number} most
 */
function paletteOf(counts, most) {
	const colours = [...counts.keys()];
	const missed = colours.map(() => Infinity);
	/** @type {number[]} */
	const palette = [];
	while (palette.length < Math.min(most, colours.length)) {
		let best = 0;
		let weight = -1;
		colours.forEach((colour, index) => {
			const count = counts.get(colour) ?? 0;
			const found = palette.length === 0 ? count : count * (missed[index] ?? 0);
			if (found > weight) [best, weight] = [index, found];
		});
		const taken = colours[best] ?? 0;
		palette.push(taken);
		colours.forEach((colour, index) => {
			missed[index] = Math.min(missed[index] ?? 0, distance(colour, taken));
		});
	}
	return palette;
}

/**
 * @param {number} colour
 * @param {number[]} palette
 */
function nearest(colour, palette) {
	let best = 0;
	palette.forEach((one, index) => {
		if (distance(colour, one) < distance(colour, palette[best] ?? 0)) best = index;
	});
	return best;
}

/**
 * @param {string} name
 * @param {Buffer} data
 */
function chunk(name, data) {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}

/**
 * The colours of a picture, row by row, without transparency.
 *
 * @param {Buffer} png
 */
function read(png) {
	const width = png.readUInt32BE(16);
	const height = png.readUInt32BE(20);
	const size = png[25] === 6 ? 4 : 3;
	/** @type {Buffer[]} */
	const parts = [];
	for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
			parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
		}
	}
	const packed = inflateSync(Buffer.concat(parts));
	const row = width * size;
	const bytes = Buffer.alloc(row * height);
	for (let y = 0; y < height; y++) {
		const filter = packed[y * (row + 1)];
		for (let x = 0; x < row; x++) {
			const left = x < size ? 0 : (bytes[y * row + x - size] ?? 0);
			const above = y === 0 ? 0 : (bytes[(y - 1) * row + x] ?? 0);
			const before = x < size || y === 0 ? 0 : (bytes[(y - 1) * row + x - size] ?? 0);
			const guess = [0, left, above, (left + above) >> 1, paeth(left, above, before)];
			bytes[y * row + x] = (packed[y * (row + 1) + 1 + x] ?? 0) + (guess[filter ?? 0] ?? 0);
		}
	}
	const pixels = new Uint32Array(width * height);
	for (let i = 0; i < pixels.length; i++) pixels[i] = bytes.readUIntBE(i * size, 3);
	return { width, height, pixels };
}

/**
 * The predictor of the format's fourth filter.
 *
 * @param {number} left
 * @param {number} above
 * @param {number} before
 */
function paeth(left, above, before) {
	const guess = left + above - before;
	const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - before)];
	return a <= b && a <= c ? left : b <= c ? above : before;
}
