#!lua name=baodanh_1
-- The queue's side of "keep". All keys of one call carry the hash tag of one partition, so the same code runs on a cluster.
-- Times are microseconds since 1970, below 2^53 and so exact in Lua's numbers.

local STRAGGLERS_UNTIL_US = 10e6   -- a body may take 10 s after its receipt time; later than that nothing joins a closed window
local BARRIER_AFTER_US = 15e6      -- by then no straggler can be on its way
local ANSWERS_KEPT_S = 49 * 3600   -- a bucket holds one day; an answer must be found for at least 24 h

local function now_us()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1e6 + tonumber(time[2])
end

local function digits(us)
  return string.format('%.0f', us)
end

-- An answer is remembered by the candidate, so that nobody else finds it, and the first ten bytes of the filing's id, which name the
-- request (candidate and key), as: beginning of the body's digest, order, space, receipt time. The id itself has only six bytes of the
-- digest: two bodies that agree in them can be found.
local DIGEST_BYTES = 16

local function request_of(candidate, id)
  return candidate .. string.sub(id, 1, 10)
end

local function answer_of(keys, first_bucket, request)
  for bucket = first_bucket, first_bucket + 2 do
    local known = redis.call('HGET', keys[bucket], request)
    if known then return known end
  end
  return nil
end

local function check_epoch(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return redis.error_reply('EPOCH this Redis does not hold the queue of this installation')
  end
  return nil
end

-- keys: epoch, stream, last orders, answers of today, yesterday, tomorrow
-- args: epoch, window opens, window closes, then five for each filing: candidate, id, receipt time, expected version, entry
-- Answers one string a filing: K order received (kept now) | A order received (kept before) | R reused key | N not open yet | C closed | S last order (stale)
local function keep(keys, args)
  local refused = check_epoch(keys, args)
  if refused then return refused end
  local now, opens, closes = now_us(), tonumber(args[2]), tonumber(args[3])
  local answers, kept = {}, false
  for i = 4, #args, 5 do
    local candidate, id, received, expected = args[i], args[i + 1], tonumber(args[i + 2]), tonumber(args[i + 3])
    local request, body = request_of(candidate, id), string.sub(args[i + 4], 50, 49 + DIGEST_BYTES) -- where an entry has its digest
    local known = answer_of(keys, 4, request)
    local answer
    if known then
      answer = string.sub(known, 1, DIGEST_BYTES) == body and 'A ' .. string.sub(known, DIGEST_BYTES + 1) or 'R'
    elseif received < opens then
      answer = 'N'
    elseif received >= closes or now >= closes + STRAGGLERS_UNTIL_US then
      answer = 'C'
    else
      local last = redis.call('HGET', keys[3], candidate)
      local last_order = last and tonumber(string.sub(last, 17)) or 0
      if expected < last_order then
        answer = 'S ' .. digits(last_order)
      else
        local order = digits(math.max(received, last_order + 1, expected + 1))
        redis.call('XADD', keys[2], '*', 'o', order, 'f', args[i + 4])
        redis.call('HSET', keys[3], candidate, id .. order)
        redis.call('HSET', keys[4], request, body .. order .. ' ' .. args[i + 2])
        kept = true
        answer = 'K ' .. order .. ' ' .. args[i + 2]
      end
    end
    answers[#answers + 1] = answer
  end
  if kept then redis.call('EXPIRE', keys[4], ANSWERS_KEPT_S) end
  return answers
end

-- What was recorded without the queue, told to it afterwards, so that repeats and stale devices are recognised again. If the queue kept
-- the same filing meanwhile, under another order, the recorded one holds.
-- keys as keep; args: epoch, then five for each filing: candidate, id, receipt time, order, digest
local function learn(keys, args)
  local refused = check_epoch(keys, args)
  if refused then return refused end
  for i = 2, #args, 5 do
    local candidate, id, order = args[i], args[i + 1], args[i + 3]
    local last = redis.call('HGET', keys[3], candidate)
    if not last or string.sub(last, 1, 16) == id or tonumber(string.sub(last, 17)) < tonumber(order) then
      redis.call('HSET', keys[3], candidate, id .. order)
    end
    local body = string.sub(args[i + 4], 1, DIGEST_BYTES)
    redis.call('HSET', keys[4], request_of(candidate, id), body .. order .. ' ' .. args[i + 2])
  end
  redis.call('EXPIRE', keys[4], ANSWERS_KEPT_S)
  return redis.status_reply('OK')
end

-- Marks the end of a closed window in the stream, once. keys: epoch, stream, barriers; args: epoch, window, window closes
local function barrier(keys, args)
  local refused = check_epoch(keys, args)
  if refused then return refused end
  if now_us() < tonumber(args[3]) + BARRIER_AFTER_US then return 0 end
  if redis.call('HSETNX', keys[3], args[2] .. ' ' .. args[3], 1) == 1 then
    redis.call('XADD', keys[2], '*', 'b', args[2], 'c', args[3])
  end
  return 1
end

-- Begins the queue of a new installation. keys: epoch, stream; args: epoch
local function begin(keys, args)
  redis.call('SET', keys[1], args[1])
  redis.call('XADD', keys[2], '*', 'i', args[1])
  return redis.status_reply('OK')
end

redis.register_function('baodanh_1_keep', keep)
redis.register_function('baodanh_1_learn', learn)
redis.register_function('baodanh_1_barrier', barrier)
redis.register_function('baodanh_1_begin', begin)
