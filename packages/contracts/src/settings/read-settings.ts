import type { z } from 'zod';
import { settingsByName, type settingGroups } from './catalogue.js';
import { SettingsError } from './settings-error.js';

type Groups = typeof settingGroups;
type AnySetting = { [G in keyof Groups]: Groups[G][keyof Groups[G]] }[keyof Groups];

export type Settings = { readonly [S in AnySetting as S['env']]: z.output<S['schema']> };

const ownPrefix = 'POSTRIDER_';

/** Parses the environment; empty means absent. Throws a SettingsError that lists every wrong value and unknown name. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of settingsByName) {
    const result = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (result.success) values[name] = result.data;
    else problems.push(`${name}: ${result.error.issues.map(({ message }) => message).join(', ')}`);
  }
  for (const name of Object.keys(env)) {
    if (name.startsWith(ownPrefix) && !settingsByName.has(name)) problems.push(`${name}: there is no such setting`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as Settings;
}
