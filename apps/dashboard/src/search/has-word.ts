/** Whether the query is the text from one of its words on, or a beginning of that, in any case. */
export function hasWord(text: string, query: string): boolean {
  const wanted = query.toLowerCase();
  const words = text.toLowerCase().split(/\s+/);
  return words.some((_, first) => words.slice(first).join(' ').startsWith(wanted));
}
