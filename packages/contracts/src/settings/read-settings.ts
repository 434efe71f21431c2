import { settingGroups, settingsByName } from './catalogue.js';
import { fileVariable, secretText, valueOf, type Environment, type ReadText } from './secret-text.js';
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
const fileSuffix = fileVariable('');

const noFiles: ReadText = () => {
  throw new Error('files are not supported here');
};

/** Whether a setting has this name, or is a secret whose file it names. */
export const isSetting = (name: string): boolean => {
  const secretName = name.endsWith(fileSuffix) ? name.slice(0, -fileSuffix.length) : '';
  return settingsByName.has(name) || settingsByName.get(secretName)?.isSecret === true;
};

/**
 * Parses the environment; empty means absent. `readText` reads the files of secrets. Throws a SettingsError that lists
 * every wrong value and unknown name.
 */
export function readSettings(env: Environment, readText: ReadText = noFiles): Settings {
  const problems: string[] = [];
  const parsed = ({ env: name, schema, isSecret }: Setting): unknown => {
    let text: string | undefined;
    try {
      text = isSecret ? secretText(env, name, readText) : valueOf(env, name);
    } catch (error) {
      problems.push((error as Error).message);
      return undefined;
    }
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    problems.push(`${name}: ${result.error.issues.map(({ message }) => message).join(', ')}`);
    return undefined;
  };
  const valuesOf = (group: SettingGroup): Record<string, unknown> =>
    Object.fromEntries(Object.entries(group).map(([field, setting]) => [field, parsed(setting)]));
  const values = Object.fromEntries(Object.entries(settingGroups).map(([name, group]) => [name, valuesOf(group)]));
  for (const name of Object.keys(env)) {
    if (name.startsWith(ownPrefix) && !isSetting(name)) problems.push(`${name}: there is no such setting`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return values as Settings;
}
