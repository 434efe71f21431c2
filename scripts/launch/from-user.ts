/** A variable of the environment that the user has set; an empty one is none. */
export function fromUser(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
