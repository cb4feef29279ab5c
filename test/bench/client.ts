// A client that keeps its connection, as a browser does, and times whole answers.
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: string;
	bytes: number;
	/** From asking to the last byte. */
	ms: number;
}

export class Client {
	private readonly origin: string;
	private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
	private cookie = '';

	constructor(origin: string) {
		this.origin = origin;
	}

	async signIn(username: string, password = 'kvartal-demo'): Promise<this> {
		const response = await fetch(`${this.origin}/login`, {
			method: 'POST',
			redirect: 'manual',
			headers: { accept: 'text/html', origin: this.origin },
			body: new URLSearchParams({ username, password })
		});
		const cookies = response.headers.getSetCookie();
		if (response.status !== 303) throw new Error(`${username} was not let in: ${response.status}`);
		this.cookie = cookies.map((text) => text.split(';')[0]).join('; ');
		return this;
	}

	/** Another connection of the same person: signing in is slowed on purpose, and not what is measured. */
	another(): Client {
		const client = new Client(this.origin);
		client.cookie = this.cookie;
		return client;
	}

	/** Posts a form, as a page does; its status. */
	async post(path: string, fields: Record<string, string>): Promise<number> {
		const response = await fetch(this.origin + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { accept: 'text/html', origin: this.origin, cookie: this.cookie },
			body: new URLSearchParams(fields)
		});
		return response.status;
	}

	/** @param accept a browser's unless told: a program waits for a file, a browser is told how far it is */
	get(path: string, accept = 'text/html'): Promise<Answer> {
		const began = performance.now();
		const headers = { accept, cookie: this.cookie };
		return new Promise((resolve, reject) => {
			const asked = request(this.origin + path, { agent: this.agent, headers }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () => {
					const body = Buffer.concat(chunks);
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: body.toString(),
						bytes: body.byteLength,
						ms: performance.now() - began
					});
				});
			});
			asked.on('error', reject);
			asked.end();
		});
	}

	/** Asks for a page that must be there. */
	async page(path: string): Promise<Answer> {
		const answer = await this.get(path);
		if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
		return answer;
	}

	close(): void {
		this.agent.destroy();
	}
}
