/** Returns an environment variable. An empty one counts as unset. */
export function fromUser(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
