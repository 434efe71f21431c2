export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the text of a file, or throws. */
export type ReadText = (path: string) => string;

/** The variable that names a file with a secret, as container platforms mount them. */
export const fileVariable = (name: string): string => `${name}_FILE`;

/** Returns a variable's value; an empty one counts as absent. */
export const valueOf = (env: Environment, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

/**
 * Returns a secret: the value of its variable, or the text of the file that `<name>_FILE` names, without the line break at
 * its end. Throws an Error with a sentence for the operator, which names the variable.
 */
export function secretText(env: Environment, name: string, readText: ReadText): string | undefined {
  const value = valueOf(env, name);
  const path = valueOf(env, fileVariable(name));
  if (path === undefined) return value;
  if (value !== undefined) throw new Error(`${fileVariable(name)}: expected only one of ${name} and this`);
  let text: string;
  try {
    text = readText(path).replace(/\r?\n$/, '');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${fileVariable(name)}: the file cannot be read: ${reason}`, { cause });
  }
  if (text === '') throw new Error(`${fileVariable(name)}: ${path} is empty`);
  return text;
}
