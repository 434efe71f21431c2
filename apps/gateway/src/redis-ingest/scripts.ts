/**
 * KEYS: the entries, the dead letters. ARGV: the group, the entry's id, the maximum number of dead letters, the fields of
 * the dead letter. XADD comes first: when Redis is out of memory it fails, and the entry stays pending.
 */
export const deadLetterScript = `
if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1) == 0 then return 0 end
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[3], '*', unpack(ARGV, 4))
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
return 1`;

/**
 * KEYS: the entries. ARGV: the group, the maximum idle time in milliseconds, a consumer to delete whatever its idle time.
 * Check and deletion are one step, because deleting a consumer deletes its pending entries from the group.
 */
export const deleteConsumersScript = `
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local is = {}
  for i = 1, #consumer, 2 do is[consumer[i]] = consumer[i + 1] end
  if is.pending == 0 and (is.name == ARGV[3] or is.idle > tonumber(ARGV[2])) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], is.name)
  end
end`;
