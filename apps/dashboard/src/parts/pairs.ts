/** Names and values, in the order in which they are edited. */
export type Pairs = readonly (readonly [name: string, value: string])[];

export const pairsOf = (metadata: Readonly<Record<string, string>> | undefined): Pairs =>
  Object.entries(metadata ?? {});

/** Pairs in which nothing is written are left out. */
export const recordOf = (pairs: Pairs): Record<string, string> =>
  Object.fromEntries(pairs.filter(([name, value]) => name !== '' || value !== ''));

/** Whether a name stands twice: one value would be lost. */
export function repeatsName(pairs: Pairs): boolean {
  const names = pairs.flatMap(([name]) => (name === '' ? [] : name));
  return new Set(names).size < names.length;
}
