import { Controller, Inject, Req } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  createKey,
  isId,
  listKeys,
  revokeKey,
  toPage,
  type ApiKey,
  type OutputOf,
  type Settings,
} from '@postrider/contracts';
import { apiKeyTable, guarded, type ApiKey as StoredKey, type DatabaseClock, type Sql } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';
import { LessThan, Repository } from 'typeorm';
import { makeApiKey } from '../auth/api-key.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { ApiError, notFound } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { idempotentRequest } from '../idempotency/idempotency.js';
import { ManagementCommands, type CommandResult } from '../idempotency/management-commands.js';
import { CLOCK, SETTINGS } from '../tokens.js';

@Controller()
export class KeysController {
  constructor(
    private readonly management: ManagementCommands,
    @InjectRepository(apiKeyTable) private readonly keys: Repository<StoredKey>,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
  ) {}

  @Route(listKeys)
  async list(
    @CurrentCaller() { organization_id }: Caller,
    @Input(listKeys) { query }: InputOf<typeof listKeys>,
  ): Promise<OutputOf<typeof listKeys>> {
    const { cursor, limit } = query;
    const rows = await guarded(() =>
      this.keys.find({
        where: { organization_id, ...(cursor !== undefined && { id: LessThan(cursor) }) },
        order: { id: 'DESC' },
        take: limit + 1,
      }),
    );
    const { data, next_cursor } = toPage(rows, limit);
    return { data: data.map(keyView), next_cursor };
  }

  @Route(createKey)
  create(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(createKey) { body }: InputOf<typeof createKey>,
  ): Promise<OutputOf<typeof createKey>> {
    const { organization_id } = caller;
    return this.management.run(caller, idempotentRequest(request), async (sql) => {
      await this.#requireRoom(sql, organization_id);
      const { key, row } = makeApiKey({ organization_id, kind: body.kind, name: body.name.trim() }, this.clock.now());
      const { rows } = await sql.query<StoredKey>(
        `INSERT INTO api_keys (id, organization_id, kind, name, hash, last_four) VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
        [row.id, organization_id, row.kind, row.name, row.hash, row.last_four],
      );
      const [stored] = rows;
      if (!stored) throw new Error('an inserted key was not returned');
      return { body: { ...keyView(stored), key } };
    });
  }

  @Route(revokeKey)
  revoke(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Input(revokeKey) { params }: InputOf<typeof revokeKey>,
  ): Promise<undefined> {
    return this.management.run(caller, idempotentRequest(request), async (sql): Promise<CommandResult<undefined>> => {
      if (!isId('apiKey', params.key_id)) throw notFound.key(params.key_id);
      const { rows } = await sql.query(
        `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND organization_id = $2 RETURNING id`,
        [params.key_id, caller.organization_id],
      );
      if (rows.length === 0) throw notFound.key(params.key_id);
      return { body: undefined };
    });
  }

  /** The organization's row is locked: two calls at once do not both take the last place. */
  async #requireRoom(sql: Sql, organization_id: string): Promise<void> {
    await sql.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organization_id]);
    const { rows } = await sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM api_keys WHERE organization_id = $1 AND revoked_at IS NULL',
      [organization_id],
    );
    const most = this.settings.POSTRIDER_KEYS_MAX;
    if ((rows[0]?.count ?? 0) >= most) {
      const message = `too many active API keys for this organization (limit ${String(most)})`;
      throw new ApiError('too_many_keys', message);
    }
  }
}

function keyView({ id, kind, name, last_four, created_at, last_used_at, revoked_at }: StoredKey): ApiKey {
  return {
    id,
    kind,
    name,
    last_four,
    created_at: created_at.toISOString(),
    last_used_at: last_used_at?.toISOString() ?? null,
    revoked_at: revoked_at?.toISOString() ?? null,
  };
}
