/** Variables for a child process, added to those of this process. Undefined removes a variable. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Removes all settings of this process. */
export function withoutSettings(): Environment {
  const names = Object.keys(process.env).filter((name) => /^(POSTRIDER_|OTEL_|LOG_LEVEL$)/.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
