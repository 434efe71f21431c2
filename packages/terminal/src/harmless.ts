/** What a terminal would obey, in the text of others: control characters, and marks that change a line's direction. */
const commanding = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** On one line, and harmless: names, receivers' answers and descriptions come from anybody. */
export const harmless = (text: string): string => text.replace(commanding, '\u{fffd}');

/** The same, with line breaks and tabs as they are. */
export const harmlessLines = (text: string): string =>
  text.replace(commanding, (found) => (found === '\n' || found === '\t' ? found : '\u{fffd}'));

/** JSON on one line that means the same to programs: `JSON.stringify` leaves DEL, C1 and marks of direction as they are. */
export const harmlessJson = (value: unknown): string =>
  JSON.stringify(value).replace(commanding, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
