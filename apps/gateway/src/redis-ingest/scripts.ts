/**
 * KEYS: the stream, the dead letters. ARGV: the group, the entry's id, how many dead letters are kept, and the fields of
 * the new one. What may be refused for lack of memory comes first, so that all of it is done or nothing.
 */
export const buryScript = `
if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1) == 0 then return 0 end
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[3], '*', unpack(ARGV, 4))
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[2])
return 1`;

/**
 * KEYS: the stream. ARGV: the group, the longest silence in milliseconds, a consumer that goes whenever it was heard.
 * Looking and dropping is one step: a consumer takes its pending entries with it, so it must have none.
 */
export const dropConsumersScript = `
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local is = {}
  for i = 1, #consumer, 2 do is[consumer[i]] = consumer[i + 1] end
  if is.pending == 0 and (is.name == ARGV[3] or is.idle > tonumber(ARGV[2])) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], is.name)
  end
end`;
