import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { compileSchema, SchemaRefused, type CompiledSchema } from '@postrider/json-schema';
import { SETTINGS } from '../tokens.js';
import { WeightedLru } from './weighted-lru.js';

/** A schema with the hash of its content. */
export class SchemaSource {
  readonly hash: string;
  /** Approximate size of its JSON text. */
  readonly bytes: number;

  constructor(readonly schema: Record<string, unknown>) {
    const text = JSON.stringify(schema);
    this.hash = createHash('sha256').update(text).digest('base64');
    this.bytes = text.length;
  }
}

/** A compiled schema, or the reason why it cannot be compiled. */
export type Compiled = CompiledSchema | SchemaRefused;

/** Overhead of a cache entry. */
const entryBytes = 2_000;

export function compiled(schema: unknown): Compiled {
  try {
    return compileSchema(schema);
  } catch (error) {
    if (error instanceof SchemaRefused) return error;
    throw error;
  }
}

/**
 * Caches compiled schemas by their content, so that a change of one type keeps those of all others. Compiles one schema at
 * a time and yields to the event loop before each: a schema takes up to 50 ms, and a call may need hundreds.
 */
@Injectable()
export class CompiledSchemas {
  readonly #cache: WeightedLru<string, Compiled>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'eventTypes'>) {
    this.#cache = new WeightedLru(settings.eventTypes.schemaCacheBytes);
  }

  /** Undefined on a cache miss. */
  find({ hash }: SchemaSource): Compiled | undefined {
    return this.#cache.get(hash);
  }

  async get(source: SchemaSource): Promise<Compiled> {
    return this.find(source) ?? this.#inTurn(() => this.find(source) ?? this.#compile(source));
  }

  #compile({ hash, schema, bytes }: SchemaSource): Compiled {
    const result = compiled(schema);
    const weight = result instanceof SchemaRefused ? 0 : result.weight;
    this.#cache.set(hash, result, entryBytes + bytes + weight);
    return result;
  }

  #inTurn<T>(work: () => T): Promise<T> {
    const result = this.#last.then(() => nextTurn()).then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
