#!lua name=baodanh_1
-- The queue's side of "keep". All keys of one call carry the hash tag of one partition, so the same code runs on a cluster.
-- Times are microseconds since 1970, below 2^53 and so exact in Lua's numbers.

local STRAGGLERS_UNTIL_US = 12e6   -- a body may take 10 s after its receipt time, and its way here some more; later nothing joins a closed window
local TOO_OLD_US = 13e6            -- nothing joins behind a barrier that was received before it, whatever windows its node knew of
local BARRIER_AFTER_US = 15e6      -- by then no straggler can be on its way
local ANSWERS_KEPT_S = 49 * 3600   -- a bucket holds one day; an answer is found for at least 24 h after another filing followed

local function now_us()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1e6 + tonumber(time[2])
end

local function digits(us)
  return string.format('%.0f', us)
end

-- A filing is remembered as its id, the beginning of its body's digest, its order, a space and its receipt time: as the last of its document
-- (candidate and kind), and once another has followed, by its request, which is the document and the first ten bytes of the id. The id has
-- only six bytes of the digest: two bodies that agree in them can be found.
local function remembered(id, digest, order, received)
  return id .. string.sub(digest, 1, 16) .. order .. ' ' .. received
end

local function request_of(document, filing)
  return document .. string.sub(filing, 1, 10)
end

local function order_of(filing)
  return tonumber(string.match(filing, '^%d+', 33))
end

-- Who has no last filing has none at all.
local function filing_of(keys, document, last, id)
  if not last or string.sub(last, 1, 10) == string.sub(id, 1, 10) then return last end
  local request = request_of(document, id)
  for bucket = 4, 6 do
    local known = redis.call('HGET', keys[bucket], request)
    if known then return known end
  end
  return nil
end

local function remember_as_followed(keys, document, filing)
  redis.call('HSET', keys[4], request_of(document, filing), filing)
  redis.call('EXPIRE', keys[4], ANSWERS_KEPT_S)
end

local function check_epoch(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return redis.error_reply('EPOCH this Redis does not hold the queue of this installation')
  end
  return nil
end

-- keys: epoch, stream, last filings, answers of today, yesterday, tomorrow
-- args: epoch, window opens, window closes, then the entry of each filing: format (1 byte), id (16), document (17), receipt time (8),
-- expected version (8), digest (32), and what only recording reads
-- Answers one string a filing: K order received (kept now) | A order received (kept before) | R reused key | N not open yet | C closed | L received too long ago | S last order (stale)
local function keep(keys, args)
  local refused = check_epoch(keys, args)
  if refused then return refused end
  local now, opens, closes = now_us(), tonumber(args[2]), tonumber(args[3])
  local answers = {}
  for i = 4, #args do
    local entry = args[i]
    local id, document, digest = string.sub(entry, 2, 17), string.sub(entry, 18, 34), string.sub(entry, 51, 82)
    local received, expected = struct.unpack('>I8I8', entry, 35)
    local last = redis.call('HGET', keys[3], document)
    local known = filing_of(keys, document, last, id)
    local answer
    if known then
      answer = string.sub(known, 17, 32) == string.sub(digest, 1, 16) and 'A ' .. string.sub(known, 33) or 'R'
    elseif received < opens then
      answer = 'N'
    elseif received >= closes or now >= closes + STRAGGLERS_UNTIL_US then
      answer = 'C'
    elseif now >= received + TOO_OLD_US then
      answer = 'L'
    else
      local last_order = last and order_of(last) or 0
      if expected < last_order then
        answer = 'S ' .. digits(last_order)
      else
        local order = digits(math.max(received, last_order + 1, expected + 1))
        redis.call('XADD', keys[2], '*', 'o', order, 'f', entry)
        if last then remember_as_followed(keys, document, last) end
        local filing = remembered(id, digest, order, digits(received))
        redis.call('HSET', keys[3], document, filing)
        answer = 'K ' .. string.sub(filing, 33)
      end
    end
    answers[#answers + 1] = answer
  end
  return answers
end

-- What was recorded without the queue, told to it afterwards, so that repeats and stale devices are recognised again. If the queue kept
-- the same filing meanwhile, under another order, the recorded one holds.
-- keys as keep; args: epoch, then five for each filing: document, id, receipt time, order, digest
local function learn(keys, args)
  local refused = check_epoch(keys, args)
  if refused then return refused end
  for i = 2, #args, 5 do
    local document, id, order = args[i], args[i + 1], args[i + 3]
    local filing = remembered(id, args[i + 4], order, args[i + 2])
    local last = redis.call('HGET', keys[3], document)
    if not last or string.sub(last, 1, 16) == id then
      redis.call('HSET', keys[3], document, filing)
    elseif order_of(last) < tonumber(order) then
      remember_as_followed(keys, document, last)
      redis.call('HSET', keys[3], document, filing)
    else
      remember_as_followed(keys, document, filing)
    end
  end
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
