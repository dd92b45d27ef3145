#!lua name=baodanh_limit_1
-- How often one may ask: a bucket that holds `most` and fills evenly within `period_ms`, kept as the moment at which it will be full again
-- (generic cell rate algorithm). One key, so the same code runs on a cluster.

local function take(keys, args)
  local most, period_ms = tonumber(args[1]), tonumber(args[2])
  local each_ms = period_ms / most
  local time = redis.call('TIME')
  local now_ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  local full_at_ms = math.max(tonumber(redis.call('GET', keys[1]) or '0'), now_ms)
  local wait_ms = full_at_ms + each_ms - now_ms - period_ms
  if wait_ms > 0 then return {0, 0, math.ceil(wait_ms)} end
  full_at_ms = full_at_ms + each_ms
  redis.call('SET', keys[1], string.format('%.3f', full_at_ms), 'PX', math.ceil(full_at_ms - now_ms))
  return {1, math.floor((now_ms + period_ms - full_at_ms) / each_ms), math.ceil(full_at_ms - now_ms)}
end

redis.register_function('baodanh_limit_1_take', take)
