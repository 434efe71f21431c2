import { Logger } from '@nestjs/common';
import { ClientRedis } from '@nestjs/microservices';
import {
  messageChannel,
  messageNames,
  type MessageName,
  type MessageOf,
  type OrganizationsMessageName,
} from '@postrider/contracts';
import { emitterConnection, type RedisClient } from '../redis.js';
import { requireSame } from './message-server.js';
import { OrganizationBatch } from './organization-batch.js';

/** Emits messages. One that cannot be sent is lost, and logged at level debug. */
export class MessageEmitters {
  readonly #logger = new Logger('messages');
  readonly #client: Client;
  readonly #created = new Set<MessageName>();
  readonly #batches = new Map<MessageName, OrganizationBatch>();

  constructor(
    redisUrl: string,
    private readonly prefix: string,
  ) {
    this.#client = new Client(redisUrl);
  }

  /** Returns the function that emits a message. It never throws. */
  emitter<N extends MessageName>(name: N): (message: MessageOf<N>) => void {
    this.#created.add(name);
    return (message) => void this.#emit(name, message);
  }

  /** Returns the function that collects organizations for a message, which is emitted every 200 ms at most. */
  batchedEmitter(name: OrganizationsMessageName): (organizationIds: Iterable<string>) => void {
    this.#created.add(name);
    const batch =
      this.#batches.get(name) ?? new OrganizationBatch((organization_ids) => this.#emit(name, { organization_ids }));
    this.#batches.set(name, batch);
    return (organizationIds) => {
      batch.add(organizationIds);
    };
  }

  /** Throws unless the app has an emitter for exactly those messages that the catalogue assigns to it. */
  requireEmitters(app: Parameters<typeof messageNames>[0]): void {
    requireSame('emitter', messageNames(app, 'emittedBy'), [...this.#created]);
  }

  async close(): Promise<void> {
    for (const batch of this.#batches.values()) batch.stop();
    await this.#client.close();
  }

  /** Resolves when the message is sent or lost. */
  #emit<N extends MessageName>(name: N, message: MessageOf<N>): Promise<void> {
    return new Promise((resolve) => {
      this.#client.emit(messageChannel(this.prefix, name), message).subscribe({
        complete: resolve,
        error: (error: unknown) => {
          this.#logger.debug(error, `message ${name} is lost`);
          resolve();
        },
      });
    });
  }
}

class Client extends ClientRedis {
  constructor(private readonly redisUrl: string) {
    super({});
  }

  override createClient(): Promise<RedisClient> {
    return Promise.resolve(emitterConnection(this.redisUrl));
  }

  /** Does not wait for Redis, which may be unavailable. What is written already still arrives. */
  override close(): Promise<void> {
    this.isManuallyClosed = true;
    for (const client of [this.pubClient, this.subClient] as (RedisClient | null)[]) client?.disconnect();
    return Promise.resolve();
  }
}
