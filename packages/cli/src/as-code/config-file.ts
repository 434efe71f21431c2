import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { decodeUtf8 } from '../input/utf8.js';
import { isObject, type LineType } from '../transfer/line-type.js';
import { InvalidLine } from '../transfer/line.js';
import type { SourceItem } from '../transfer/source.js';
import { UsageError } from '../usage-error.js';
import { parseYaml } from './yaml-text.js';

/** An entry of a list, also as it is in the file. */
interface ConfigItem extends SourceItem {
  readonly type: LineType;
  readonly value: unknown;
}

/** A file of endpoints, event types and customers. */
export interface ConfigFile {
  /** In the order in which they need each other. */
  items: readonly ConfigItem[];
  /** The lists that the file has. Only these are pruned. */
  types: ReadonlySet<LineType>;
}

export const configVersion = 1;

/** The names of the lists, in the order in which they are written. */
export const listNames = { event_type: 'event_types', customer: 'customers', endpoint: 'endpoints' } as const;
const types = Object.keys(listNames) as LineType[];

/** Reads a file, or standard input for `-`. Throws a UsageError if it is none of this kind. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const read = path === '-' ? buffer(process.stdin) : readFile(path);
  const content = await read.catch((error: unknown) => {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  });
  return parseConfig(textOf(content));
}

/** Throws a UsageError that names the first line that is not UTF-8. */
export function textOf(content: Buffer): string {
  const text = decodeUtf8(content);
  if (text !== undefined) return text;
  const lines = content.toString('latin1').split('\n');
  const wrong = lines.findIndex((line) => decodeUtf8(Buffer.from(line, 'latin1')) === undefined);
  throw new UsageError(`expected UTF-8 at line ${wrong + 1}`);
}

export function parseConfig(content: string): ConfigFile {
  const file = parseYaml(content);
  if (!isObject(file)) throw new UsageError(`expected an object with version: ${configVersion} and ${allowed}`);
  const { version, ...lists } = file;
  if (version !== configVersion) {
    throw new UsageError(`version: expected ${configVersion}, which this postrider reads, got ${String(version)}`);
  }
  const unknown = Object.keys(lists).find((name) => !types.some((type) => listNames[type] === name));
  if (unknown !== undefined) throw new UsageError(`${unknown}: expected one of ${allowed}`);
  const given = types.filter((type) => Object.hasOwn(lists, listNames[type]));
  return { items: given.flatMap((type) => itemsOf(type, lists[listNames[type]])), types: new Set(given) };
}

const allowed = Object.values(listNames).join(', ');

function itemsOf(type: LineType, list: unknown): ConfigItem[] {
  const name = listNames[type];
  // A list whose entries are all comments.
  if (list === null) return [];
  if (!Array.isArray(list)) throw new UsageError(`${name}: expected a list`);
  return list.map((value: unknown, i) => ({
    place: `${name}[${i}]`,
    type,
    value,
    read: () => ({ value: lineOf(type, value) }),
  }));
}

function lineOf(type: LineType, value: unknown): object {
  if (!isObject(value)) throw new InvalidLine([{ message: 'expected an object' }]);
  if (Object.hasOwn(value, 'signing_secret')) {
    const message = 'has no place in this file: import secrets (postrider import file), or rotate (postrider rotate)';
    throw new InvalidLine([{ field: 'signing_secret', message }]);
  }
  if (Object.hasOwn(value, 'type')) throw new InvalidLine([{ field: 'type', message: 'unknown field' }]);
  return { ...value, type };
}
