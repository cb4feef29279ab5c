// Texts kept by language tag, and what a reader sees of them.

/** One text in several languages, by language tag: `sr-Cyrl`, `sr-Latn`, `en`, `fr`. */
export type Texts = Readonly<Record<string, string>>;

/** A language of the interface. */
export type Locale = 'en' | 'sr-Cyrl' | 'sr-Latn';
