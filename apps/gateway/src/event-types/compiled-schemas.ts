import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import { compileSchema, SchemaRefused, type CompiledSchema } from '@postrider/json-schema';
import { SETTINGS } from '../tokens.js';
import type { SchemaSource } from './schema-source.js';
import { WeightedLru } from './weighted-lru.js';

/** A schema as it was compiled, or why it cannot be. */
export type Compiled = CompiledSchema | SchemaRefused;

/** What a refusal takes in the cache, and a schema besides what it says of itself. */
const entryBytes = 2_000;

/** The compiled schema, or the refusal. */
export function compiled(schema: unknown): Compiled {
  try {
    return compileSchema(schema);
  } catch (error) {
    if (error instanceof SchemaRefused) return error;
    throw error;
  }
}

/**
 * Compiled schemas by their content, so that a change of one type leaves those of all others. Compiles one at a time and
 * lets others have their turn before each: one takes some 50 ms at most, a call may need hundreds.
 */
@Injectable()
export class CompiledSchemas {
  readonly #cache: WeightedLru<string, Compiled>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'eventTypes'>) {
    this.#cache = new WeightedLru(settings.eventTypes.schemaCacheBytes);
  }

  /** Undefined for one that is not compiled now. */
  find({ hash }: SchemaSource): Compiled | undefined {
    return this.#cache.get(hash);
  }

  async get(source: SchemaSource): Promise<Compiled> {
    return this.find(source) ?? this.#inTurn(() => this.find(source) ?? this.#compile(source));
  }

  #compile({ hash, schema, bytes }: SchemaSource): Compiled {
    const made = compiled(schema);
    const weight = made instanceof SchemaRefused ? 0 : made.weight;
    this.#cache.set(hash, made, entryBytes + bytes + weight);
    return made;
  }

  #inTurn<T>(work: () => T): Promise<T> {
    const result = this.#last.then(() => nextTurn()).then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
