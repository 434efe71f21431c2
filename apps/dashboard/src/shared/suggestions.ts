/** What an endpoint may subscribe to, given the types of the catalogue: all, prefixes that several share, and each. */
export function suggestions(types: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const type of types) {
    const parts = type.split('.');
    for (let length = 1; length < parts.length; length += 1) {
      const prefix = `${parts.slice(0, length).join('.')}.*`;
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  const prefixes = [...counts].flatMap(([prefix, count]) => (count > 1 ? [prefix] : []));
  return ['*', ...[...prefixes, ...types].toSorted()];
}

/** The prefix that was likely meant by what is no type of the catalogue: `order.*` by `order`. */
export function prefixMeantBy(typed: string, types: readonly string[]): string | undefined {
  const prefix = `${typed.trim()}.`;
  return !types.includes(typed.trim()) && types.some((type) => type.startsWith(prefix)) ? `${prefix}*` : undefined;
}
