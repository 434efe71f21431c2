import { RedisScript } from '@postrider/queue';

/**
 * Moves a pending entry to the dead letters. KEYS: the Redis Stream and the dead letters. ARGV: the consumer group, the
 * entry's id, the maximum number of dead letters, and the fields of the new one. XADD comes first: if Redis is out of
 * memory, the script fails before it has changed anything.
 */
export const moveToDeadLetters = new RedisScript<number>(
  'postriderMoveToDeadLetters',
  2,
  `
if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1) == 0 then return 0 end
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[3], '*', unpack(ARGV, 4))
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
return 1`,
);

/**
 * Deletes consumers that have no pending entries, in one step, since a consumer's pending entries are deleted with it.
 * KEYS: the Redis Stream. ARGV: the consumer group, the maximum idle time in milliseconds, and the name of a consumer that
 * is deleted even if it is not idle.
 */
export const deleteConsumers = new RedisScript<null>(
  'postriderDeleteConsumers',
  1,
  `
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local is = {}
  for i = 1, #consumer, 2 do is[consumer[i]] = consumer[i + 1] end
  if is.pending == 0 and (is.name == ARGV[3] or is.idle > tonumber(ARGV[2])) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], is.name)
  end
end`,
);
