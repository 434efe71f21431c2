/** Which type's example tells most about an endpoint: one that it subscribes to, if there is one. */
export function preferredType(types: readonly string[], subscriptions: readonly string[]): string | undefined {
  return types.find((type) => subscriptions.some((pattern) => takes(pattern, type))) ?? types[0];
}

function takes(pattern: string, type: string): boolean {
  return pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)));
}
