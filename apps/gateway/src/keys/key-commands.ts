import { Inject, Injectable } from '@nestjs/common';
import { isId, type BodyOf, type createKey, type MessageOf, type Settings } from '@postrider/contracts';
import type { DatabaseClock, Sql } from '@postrider/event-store';
import { MessageEmitters } from '@postrider/queue';
import { makeApiKey } from '../auth/keys/api-key.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/api-error.js';
import { CLOCK, SETTINGS } from '../tokens.js';
import { countActiveKeys, insertKey, revokeKey } from './key-store.js';
import { keyView } from './key-view.js';

@Injectable()
export class KeyCommands {
  readonly #announceRevocation: (message: MessageOf<'credential.revoked'>) => void;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'keys'>,
    @Inject(CLOCK) private readonly clock: DatabaseClock,
    emitters: MessageEmitters,
  ) {
    this.#announceRevocation = emitters.emitter('credential.revoked');
  }

  async create(sql: Sql, { organization_id }: Caller, { kind, name }: BodyOf<typeof createKey>) {
    const limit = this.settings.keys.max;
    if ((await countActiveKeys(sql, organization_id)) >= limit) {
      throw new ApiError('too_many_keys', `too many active API keys (limit ${String(limit)} per organization)`);
    }
    const { key, row } = makeApiKey({ organization_id, kind, name: name.trim() }, this.clock.now());
    return { body: { ...keyView(await insertKey(sql, row)), key } };
  }

  async revoke(sql: Sql, { organization_id }: Caller, id: string) {
    const isRevoked = isId('apiKey', id) && (await revokeKey(sql, organization_id, id));
    if (!isRevoked) throw notFound.key(id);
    return {
      body: undefined,
      afterCommit: () => {
        this.#announceRevocation({ organization_id });
      },
    };
  }
}
