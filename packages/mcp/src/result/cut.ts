/** Longest JSON of a value in a default result, in characters. */
const longest = { data: 1_500, text: 500 } as const;

/** Cuts a text, and says so. */
export const cutText = (text: string, length: number = longest.text): string =>
  text.length <= length ? text : `${text.slice(0, length).toWellFormed()}… (${String(text.length)} characters in all)`;

/** An object whose JSON is long becomes the beginning of that JSON. */
export function cutData(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const json = JSON.stringify(value);
  return json.length <= longest.data ? value : cutText(json, longest.data);
}
