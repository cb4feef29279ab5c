// A view told as the pack of its one quarter, for tests of what packs say.
import type { ChangesSince } from '#lib/domain/changes.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { PackContents, QuarterInShort } from '#lib/server/report/contents.ts';

export function contentsOfView(view: QuarterView, since: ChangesSince | null = null): PackContents {
	const { quarter, window, windowState, figures, response, frozen } = view;
	const inShort: QuarterInShort = {
		...{ quarter, window, figures, response },
		state: frozen ? 'frozen' : windowState,
		frozen: frozen && {
			revision: frozen.revision,
			hash: frozen.hash,
			frozenOn: frozen.frozenOn
		}
	};
	return {
		period: { kind: 'quarter', quarter },
		view,
		quarters: [inShort],
		upcoming: [],
		trend: [inShort],
		since,
		courses: null,
		isDraft: !frozen,
		standsOn: frozen ? [{ quarter, revision: frozen.revision, hash: frozen.hash }] : []
	};
}
