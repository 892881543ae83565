/** What a format makes of a run: texts or bytes, by the names of their files. */
export type Files = Readonly<Record<string, string | Uint8Array>>;
