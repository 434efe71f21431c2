import { Inject, Injectable, Logger } from '@nestjs/common';
import { sealedFor, Unreadable, type SecretBox } from '@postrider/domain';
import { VersionConflict, type Database, type Sql } from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import type { FastifyRequest } from 'fastify';
import { callerOf, type Caller } from '../http/caller.js';
import { ApiError } from '../http/api-error.js';
import { DATABASE, SECRET_BOX } from '../tokens.js';
import { idempotentRequest, keyReused, type IdempotentRequest } from './idempotency.js';

interface CommandResult<T> {
  /** Of the response. */
  body: T;
  /** Runs once the command is committed. It is lost if the process dies first. */
  afterCommit?: () => void;
  /** True for the stored result of an earlier call: nothing has changed. */
  isRepeated?: boolean;
}

type Command<T> = (sql: Sql, caller: Caller) => Promise<CommandResult<T>>;

/**
 * Runs the command of a management call in one transaction, once per Idempotency-Key: the responses of calls are stored by
 * their key in that transaction. They are sealed, since some have a signing secret.
 */
@Injectable()
export class CommandRunner {
  readonly #logger = new Logger('idempotency');
  readonly #announceChange: (organizationIds: Iterable<string>) => void;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SECRET_BOX) private readonly box: SecretBox,
    emitters: MessageEmitters,
  ) {
    this.#announceChange = emitters.batchedEmitter('organization.changed');
  }

  async run<T>(request: FastifyRequest, command: Command<T>): Promise<T> {
    const caller = callerOf(request);
    const idempotent = idempotentRequest(request);
    const run = () =>
      this.database.transaction<CommandResult<T>>((sql) =>
        idempotent ? this.#once(sql, caller, idempotent, command) : command(sql, caller),
      );
    try {
      const { body, afterCommit, isRepeated } = await onceMoreAfterConflict(run);
      afterCommit?.();
      if (!isRepeated) this.#announceChange([caller.organization_id]);
      return body;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      throw new ApiError('concurrent_change', 'the resource was changed by other calls at the same time; try again');
    }
  }

  /** Claims the key, and waits for a first call in progress. */
  async #once<T>(
    sql: Sql,
    caller: Caller,
    { key: given, fingerprint }: IdempotentRequest,
    command: Command<T>,
  ): Promise<CommandResult<T>> {
    const { organization_id, portal } = caller;
    // The keys of a customer in the portal are its own: no key has a space.
    const key = portal ? `${portal.customer.id} ${given}` : given;
    const sealedAs = sealedFor.idempotencyKey(organization_id, key);
    const claimed = await sql.query(
      `INSERT INTO idempotency_keys (organization_id, key, fingerprint) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING key`,
      [organization_id, key, fingerprint],
    );
    if (claimed.rows.length > 0) {
      const result = await command(sql, caller);
      const sealed = this.box.seal(JSON.stringify({ body: result.body }), sealedAs);
      await sql.query('UPDATE idempotency_keys SET sealed_body = $3 WHERE organization_id = $1 AND key = $2', [
        organization_id,
        key,
        sealed,
      ]);
      return result;
    }
    const { rows } = await sql.query<{ fingerprint: Buffer; sealed_body: string }>(
      'SELECT fingerprint, sealed_body FROM idempotency_keys WHERE organization_id = $1 AND key = $2',
      [organization_id, key],
    );
    const [first] = rows;
    if (!first?.fingerprint.equals(fingerprint)) throw keyReused(given);
    try {
      const { body } = JSON.parse(this.box.open(first.sealed_body, sealedAs)) as { body: T };
      return { body, isRepeated: true };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#logger.error(error, 'the stored response of an Idempotency-Key cannot be opened');
      const message = `the stored response of Idempotency-Key ${given} cannot be opened; check the resource, then use another key`;
      throw new ApiError('idempotency_key_reused', message, { field: 'Idempotency-Key' });
    }
  }
}

/** What another call created first is then changed instead. */
async function onceMoreAfterConflict<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    return run();
  }
}
