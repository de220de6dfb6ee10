-- What wrk sends: wrk -t1 … -s requests.lua URL -- CASE SESSIONS [IDS]
-- SESSIONS: lines of "account cookie csrf"; IDS: applications to decide, one a line.
-- The formulas of plans and applications are those of data_set.cpp.
local ffi = require("ffi")
ffi.cdef [[
typedef struct { long sec; long nsec; } bench_time;
int clock_gettime(int clock, bench_time *time);
]]

local PLANS_OF_YEAR, FIRST_YEAR, CERTIFICATES, LINES = 25, 2019, 450, 8
local APPLICATIONS_EACH, SUBMISSIONS_EACH = 20, 12
local LEVELS = { "初级", "中级", "高级" }

local case
local sessions, ids = {}, {}
local sent, exhausted, tried = 0, false, false
-- Global, because wrk hands globals from its thread to done().
good, bad, first_at, last_at, first_bad = 0, 0, 0, 0, ""

local function now()
  local time = ffi.new("bench_time[1]")
  ffi.C.clock_gettime(1, time)
  return tonumber(time[0].sec) + tonumber(time[0].nsec) / 1e9
end

local function lines_of(path, each)
  for line in io.lines(path) do each(line) end
end

local function get(path, session)
  return wrk.format("GET", path, { ["Cookie"] = "kaoji=" .. session.cookie })
end

local function post(path, session, body)
  return wrk.format("POST", path, {
    ["Cookie"] = "kaoji=" .. session.cookie,
    ["X-Kaoji-CSRF"] = session.csrf,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("bench-%s-%09d", case, sent),
  }, body)
end

local function clerk(n) return sessions[n % #sessions + 1] end

-- The k-th plan of institution i as a line of a decrease.
local function line(i, k)
  local slot = k % PLANS_OF_YEAR
  return string.format(
    '{"certificate":"演示证书%03d","level":"%s","headcount":1,"reason":"参加考核学生减少","year":%d}',
    (i * 17 + slot) % CERTIFICATES, LEVELS[slot % 3 + 1], FIRST_YEAR + i % 2 + 2 * math.floor(k / PLANS_OF_YEAR))
end

local requests = {}

function requests.livez() return wrk.format("GET", "/livez") end

function requests.A(n)
  local session = clerk(n * 7)
  local i = tonumber(session.account) - 10000
  return get(string.format("/api/plans?institution=%s&year=%d&limit=20", session.account,
    FIRST_YEAR + i % 2 + 2 * (n % 4)), session)
end

function requests.B(n)
  local session = clerk(n * 7)
  local i = tonumber(session.account) - 10000
  return get("/api/applications/" .. (i * APPLICATIONS_EACH + n % APPLICATIONS_EACH + 1), session)
end

-- Each application takes eight plans that no other one of this round touches.
function requests.C(n)
  local session = clerk(n)
  local i = tonumber(session.account) - 10000
  local j = math.floor(n / #sessions)
  if j >= SUBMISSIONS_EACH then return nil end
  local lines = {}
  for at = 0, LINES - 1 do lines[at + 1] = line(i, j * LINES + at) end
  return post("/api/applications", session,
    '{"kind":"decrease","submit":true,"contact_name":"联系人甲","lines":[' .. table.concat(lines, ",") .. "]}")
end

function requests.D(n)
  local id = ids[n + 1]
  return id and post("/api/applications/" .. id .. "/review", clerk(n), '{"decision":"pass"}')
end

function requests.E(n) return get("/api/plans/totals", clerk(n)) end

local thread_of_wrk
function setup(thread) thread_of_wrk = thread end

function init(args)
  case = args[1]
  if args[2] then
    lines_of(args[2], function(text)
      local account, cookie, csrf = text:match("(%S+) (%S+) (%S+)")
      sessions[#sessions + 1] = { account = account, cookie = cookie, csrf = csrf }
    end)
  end
  if args[3] then lines_of(args[3], function(text) ids[#ids + 1] = text end) end
end

-- wrk asks for one request that it only looks at. When nothing is left to send, the rest goes to /livez, which is not
-- counted, until the answers under way are in.
function request()
  if not tried then
    tried = true
    return requests.livez()
  end
  if first_at == 0 then first_at = now() end
  local text = not exhausted and requests[case](sent)
  if text then
    sent = sent + 1
    return text
  end
  exhausted = true
  return requests.livez()
end

function response(status, _, body)
  if exhausted and good + bad >= sent then
    wrk.thread:stop()
    return
  end
  if exhausted and body:find('"live"', 1, true) then return end
  if status < 300 then
    good = good + 1
  else
    bad = bad + 1
    if first_bad == "" then first_bad = status .. " " .. body:sub(1, 300) end
  end
  last_at = now()
end

-- One line for tests/bench/run: answers, seconds, refusals, p50 and p99 in milliseconds.
function done(summary, latency)
  local thread = thread_of_wrk
  local errors = summary.errors
  local refused = thread:get("bad") + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("RESULT %d %.6f %d %.2f %.2f\n", thread:get("good"),
    thread:get("last_at") - thread:get("first_at"), refused, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
  if refused > 0 then io.write("REFUSED " .. thread:get("first_bad") .. "\n") end
end
