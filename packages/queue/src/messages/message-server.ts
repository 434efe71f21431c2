import { Logger } from '@nestjs/common';
import { EventPattern, ServerRedis, type BaseRpcContext, type ReadPacket } from '@nestjs/microservices';
import { messageChannel, messageNames, messages, type MessageName } from '@postrider/contracts';
import { transportConnection, type RedisClient } from '../redis.js';

/** Marks the handler of messages. Its `@Payload()` is valid by the catalogue. */
export const OnMessage = (...names: MessageName[]): MethodDecorator => EventPattern<string[]>(names);

/**
 * Receives messages: on the channels of a prefix, valid ones only. Nest's own server stays without subscriptions when
 * Redis is unavailable at the start; this one subscribes at the first connection, whenever that is.
 */
export class MessageServer extends ServerRedis {
  readonly #log = new Logger('messages');
  readonly #names = new Map<string, MessageName>();
  readonly #channels = new Map<string, string>();

  constructor(
    private readonly redisUrl: string,
    prefix: string,
  ) {
    super({});
    for (const name of Object.keys(messages) as MessageName[]) {
      const channel = messageChannel(prefix, name);
      this.#names.set(channel, name);
      this.#channels.set(name, channel);
    }
  }

  /** Throws unless the app has a handler for exactly those messages that the catalogue assigns to it. */
  requireHandlers(app: Parameters<typeof messageNames>[0]): void {
    const handled = [...this.messageHandlers.keys()].map((channel) => this.#names.get(channel) ?? channel);
    requireSame('handler', messageNames(app, 'handledBy'), handled);
  }

  override addHandler(pattern: string, ...rest: HandlerArguments): void {
    super.addHandler(this.#channels.get(pattern) ?? pattern, ...rest);
  }

  override async handleEvent(channel: string, packet: ReadPacket, context: BaseRpcContext): Promise<unknown> {
    const name = this.#names.get(channel);
    const message = name && messages[name].schema.safeParse(packet.data);
    if (!message?.success) {
      this.#log.warn({ channel, error: message?.error.message }, 'an invalid message is ignored');
      return undefined;
    }
    return super.handleEvent(channel, { ...packet, data: message.data }, context);
  }

  override createRedisClient(): Promise<RedisClient> {
    return Promise.resolve(transportConnection(this.redisUrl));
  }

  override start(callback?: () => void): void {
    const [subscriber, publisher] = [this.subClient as RedisClient, this.pubClient as RedisClient];
    subscriber.once('ready', () => {
      this.bindEvents(subscriber, publisher);
    });
    for (const client of [subscriber, publisher]) client.connect().catch(() => undefined);
    callback?.();
  }

  /** Does not wait for Redis, which may be unavailable. */
  override close(): Promise<void> {
    this.isManuallyClosed = true;
    for (const client of [this.subClient, this.pubClient] as (RedisClient | undefined)[]) client?.disconnect();
    return Promise.resolve();
  }
}

type HandlerArguments = Parameters<ServerRedis['addHandler']> extends [unknown, ...infer Rest] ? Rest : never;

export function requireSame(role: string, expected: readonly MessageName[], actual: readonly string[]): void {
  const missing = expected.filter((name) => !actual.includes(name));
  const unknown = actual.filter((name) => !expected.some((each) => each === name));
  const problems = [
    ...missing.map((name) => `message ${name} has no ${role} in this app`),
    ...unknown.map((name) => `message ${name} must not have a ${role} in this app`),
  ];
  if (problems.length > 0) throw new Error(problems.join('; '));
}
