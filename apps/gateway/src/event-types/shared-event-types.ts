import { readFileSync } from 'node:fs';
import {
  eventTypes,
  EventTypeInput,
  operationalEventTypes,
  settingGroups,
  SettingsError,
  type FieldError,
  type Settings,
} from '@postrider/contracts';
import * as z from 'zod';
import { parse } from '../http/operation-route.js';
import { KnownEventType } from './catalogue.js';
import { compiled } from './compiled-schemas.js';
import { definitionProblems } from './definition-problems.js';

const setting = settingGroups.eventTypes.file.env;

const EventTypesFile = z.strictObject({ event_types: z.array(EventTypeInput) });

/**
 * Returns the types of all organizations: the built-in ones, those of the operator's file, and those of operational events. A type
 * of the file replaces a built-in one of the same name. Throws a SettingsError that lists all problems of the file.
 */
export function sharedEventTypes(settings: Settings['eventTypes']): KnownEventType[] {
  const { builtIn, file, schemaMaxSteps } = settings;
  const shared = new Map<string, KnownEventType>();
  const add = (types: readonly EventTypeInput[], source: 'built_in' | 'operator'): void => {
    for (const { type, description, example, schema = null } of types) {
      const definition = { type, description, example, schema, created_at: null, updated_at: null };
      shared.set(type, new KnownEventType(definition, source));
    }
  };
  if (builtIn) add(eventTypes, 'built_in');
  if (file !== undefined) add(readTypes(file, schemaMaxSteps), 'operator');
  add(Object.values(operationalEventTypes), 'built_in');
  return [...shared.values()];
}

function readTypes(path: string, maxSteps: number): EventTypeInput[] {
  const problems: FieldError[] = [];
  const file = parse(EventTypesFile, contentOf(path), problems) as z.infer<typeof EventTypesFile> | undefined;
  const types = file?.event_types ?? [];
  for (const [i, entry] of types.entries()) {
    const at = `event_types.${String(i)}`;
    const schema = entry.schema ? compiled(entry.schema) : undefined;
    for (const { field, message } of definitionProblems(entry, schema, maxSteps)) {
      problems.push({ field: `${at}.${field}`, message });
    }
    if (types.findIndex(({ type }) => type === entry.type) < i) {
      problems.push({ field: `${at}.type`, message: `${entry.type} is in the file more than once` });
    }
  }
  if (problems.length > 0) {
    throw new SettingsError(problems.map(({ field, message }) => `${setting}: ${path}: ${field}: ${message}`));
  }
  return types;
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError([`${setting}: expected a JSON file: ${reason}`]);
  }
}
