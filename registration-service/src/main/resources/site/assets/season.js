// The calendar of the season, by the server's clock.
import { call } from './kit/api.js';
import { store } from './kit/store.js';

/** {state: 'unknown' | 'here' | 'failed', season, rules}; what is here stays while it cannot be read anew. */
export const season = store({ state: 'unknown' });

const AGAIN_MS = 60_000;
let edge;
let aheadMs = 0; // how far the server's clock is ahead of this device's

/** Now, as the server has it, in milliseconds since 1970. */
export function now() {
  return Date.now() + aheadMs;
}

export async function readSeason() {
  try {
    const asked = Date.now();
    const [calendar, rules] = await Promise.all([call('GET', '/v1/season'), call('GET', '/v1/season/rules')]);
    if (calendar.status !== 200 || rules.status !== 200) throw new Error(calendar.status);
    if (Date.now() - asked < 10_000) aheadMs = Date.parse(calendar.body.serverTime) - (asked + Date.now()) / 2;
    season.set({ state: 'here', season: calendar.body, rules: rules.body });
    wakeAtNextEdge();
  } catch {
    if (season.get().state !== 'here') season.set({ state: 'failed' });
  }
}

/** Whoever watches is told in the second in which a window opens or closes. */
function wakeAtNextEdge() {
  clearTimeout(edge);
  const edges = season.get().season.windows.flatMap(w => [Date.parse(w.opens), Date.parse(w.closes)]);
  const wait = Math.min(...edges.map(at => at - now()).filter(left => left > 0));
  if (wait > 2 * AGAIN_MS) return; // it is read again before that
  edge = setTimeout(() => {
    season.set({ ...season.get() });
    wakeAtNextEdge();
  }, wait + 10);
}

export function keepReading() {
  setInterval(() => document.visibilityState === 'visible' && readSeason(), AGAIN_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && readSeason());
}

/**
 * How a step stands for somebody of this department: {state: 'open' | 'later' | 'over' | 'none', window}. Of several
 * windows the open one counts, else the next, else the last.
 */
export function standing(calendar, step, department, at = now()) {
  const replaced = calendar.windows.filter(w => w.department === department).map(w => w.replaces);
  const mine = calendar.windows.filter(w => w.step === step
    && (w.department === undefined || w.department === department) && !replaced.includes(w.id));
  const open = mine.find(w => Date.parse(w.opens) <= at && at < Date.parse(w.closes));
  if (open) return { state: 'open', window: open };
  const next = mine.find(w => at < Date.parse(w.opens));
  if (next) return { state: 'later', window: next };
  const last = mine.toSorted((a, b) => Date.parse(b.closes) - Date.parse(a.closes))[0];
  return last ? { state: 'over', window: last } : { state: 'none' };
}
