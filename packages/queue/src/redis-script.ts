import type { RedisClient } from './redis.js';

type Argument = string | number;

/** A Lua script. ioredis sends its text once per connection, and its hash from then on. */
export class RedisScript<Reply> {
  constructor(
    private readonly name: string,
    private readonly numberOfKeys: number,
    private readonly lua: string,
  ) {}

  run(redis: RedisClient, ...keysAndArguments: Argument[]): Promise<Reply> {
    const { name, numberOfKeys, lua } = this;
    const commands = redis as unknown as Record<string, (...args: Argument[]) => Promise<Reply>>;
    if (!Object.hasOwn(redis, name)) redis.defineCommand(name, { numberOfKeys, lua });
    const command = commands[name];
    if (!command) throw new Error(`ioredis did not define ${name}`);
    return command.apply(redis, keysAndArguments);
  }
}
