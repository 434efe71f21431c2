import { settingGroups, settingsByName } from './catalogue.js';
import type { Setting, SettingGroup } from './setting.js';
import { SettingsError } from './settings-error.js';

type Groups = typeof settingGroups;

/** The values of all settings, by group and field. */
export type Settings = {
  readonly [G in keyof Groups]: {
    readonly [F in keyof Groups[G]]: Groups[G][F] extends Setting<infer T> ? T : never;
  };
};

const ownPrefix = 'POSTRIDER_';

/** Parses the environment; empty means absent. Throws a SettingsError that lists every wrong value and unknown name. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const valueOf = ({ env: name, schema }: Setting): unknown => {
    const result = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (result.success) return result.data;
    problems.push(`${name}: ${result.error.issues.map(({ message }) => message).join(', ')}`);
    return undefined;
  };
  const valuesOf = (group: SettingGroup): Record<string, unknown> =>
    Object.fromEntries(Object.entries(group).map(([field, setting]) => [field, valueOf(setting)]));
  const values = Object.fromEntries(Object.entries(settingGroups).map(([name, group]) => [name, valuesOf(group)]));
  for (const name of Object.keys(env)) {
    if (name.startsWith(ownPrefix) && !settingsByName.has(name)) problems.push(`${name}: there is no such setting`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as Settings;
}
