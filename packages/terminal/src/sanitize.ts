/** Control characters, and characters that change the direction of a line: a terminal acts on them. */
const controls = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Replaces control characters, line breaks included: names, descriptions and response bodies are untrusted. */
export const sanitize = (text: string): string => text.replace(controls, '\u{fffd}');

/** Replaces control characters except line breaks and tabs. */
export const sanitizeLines = (text: string): string =>
  text.replace(controls, (found) => (found === '\n' || found === '\t' ? found : '\u{fffd}'));

/** JSON on one line with control characters escaped: `JSON.stringify` leaves DEL, C1 and direction marks as they are. */
export const sanitizeJson = (value: unknown): string =>
  JSON.stringify(value).replace(controls, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
