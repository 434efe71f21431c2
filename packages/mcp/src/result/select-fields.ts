import type { FieldError, Operation } from '@postrider/contracts';
import * as z from 'zod';
import { views } from './views.js';

type Item = Record<string, unknown>;
export type Fields = readonly string[] | 'all' | undefined;

/** Most items of a list that has no pages. */
const mostItems = 100;

const List = z.looseObject({ data: z.array(z.record(z.string(), z.unknown())) });

/** Names of the fields of an item of a list, or of the one object. */
export function fieldNames({ output }: Operation): string[] {
  if (!(output instanceof z.ZodObject)) return [];
  const { data } = output.shape as { data?: z.ZodType };
  const item = data instanceof z.ZodArray ? data.element : output;
  return item instanceof z.ZodObject ? Object.keys(item.shape) : [];
}

/** The argument `fields`, or what is wrong with it. */
export function parseFields(operation: Operation, given: unknown): Fields | FieldError {
  if (given === undefined || given === null) return undefined;
  const names = typeof given === 'string' ? [given] : given;
  const known = fieldNames(operation);
  const expected = `expected "all", or names of ${known.join(', ')}`;
  if (!Array.isArray(names) || names.length === 0) return { field: 'fields', message: expected };
  const wanted: readonly unknown[] = names;
  if (wanted.includes('all')) return 'all';
  const isKnown = (name: unknown): name is string => typeof name === 'string' && known.includes(name);
  return wanted.every(isKnown) ? wanted : { field: 'fields', message: expected };
}

/** The part of a response that was asked for. By default what an agent needs, without fields that are null. */
export function selectFields(operation: Operation, value: Item, fields: Fields): Item {
  const view = views[operation.name];
  if (!view || fields === 'all') return value;
  const select = (item: Item): Item => (fields ? pick(item, fields) : (view as (item: Item) => Item)(item));
  if (!isList(operation)) return fields ? select(value) : withoutNull(select(value));
  const { data, ...rest } = List.parse(value);
  if (fields) return { data: data.map(select), ...rest };
  const more = 'next_cursor' in rest ? 0 : Math.max(0, data.length - mostItems);
  const shown = more === 0 ? data : data.slice(0, mostItems);
  return { data: shown.map((item) => withoutNull(select(item))), ...rest, ...(more > 0 && { more }) };
}

const isList = ({ output }: Operation): boolean =>
  output instanceof z.ZodObject && 'data' in output.shape && output.shape.data instanceof z.ZodArray;

const pick = (item: Item, fields: readonly string[]): Item =>
  Object.fromEntries(fields.flatMap((name) => (name in item ? [[name, item[name]]] : [])));

const withoutNull = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null && value !== undefined));
