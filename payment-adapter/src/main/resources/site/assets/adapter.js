// Calls of the payment adapter, with a token that lives five minutes: kept in memory only, fetched anew by the session.
import { call } from './kit/api.js';
import { over } from './kit/session.js';
import { store } from './kit/store.js';

/** {state: 'unknown' | 'in' | 'refused' | 'failed', roles, status, problem} */
export const staff = store({ state: 'unknown' });

const GOOD_FOR_MS = 4 * 60_000; // by this device's own clock, which may be wrong about the time of day
let token;
let fetchedAt = 0;
let asking;

/** Whether who is signed in may do what takes this role. */
export function may(role) {
  return staff.get().roles?.includes(role) ?? false;
}

/** Fetches a token; afterwards `staff` says who is in. */
export function enter() {
  asking ??= fetchToken().finally(() => { asking = undefined; });
  return asking;
}

async function fetchToken() {
  let answer;
  try {
    answer = await call('POST', '/v1/staff/payment-token');
  } catch {
    answer = { status: 0, body: null, header: () => null };
  }
  if (answer.status === 200) {
    token = answer.body.token;
    fetchedAt = performance.now();
    staff.set({ state: 'in', roles: answer.body.roles });
    return null;
  }
  if (answer.status === 401) over();
  if (answer.status === 403) staff.set({ state: 'refused' });
  else if (staff.get().state !== 'in') staff.set({ state: 'failed', status: answer.status, problem: answer.body });
  return answer;
}

/** Forgets who was in. */
export function leave() {
  token = undefined;
  staff.set({ state: 'unknown' });
}

/** `call` with the token. The adapter answers repeats the same, so a request with a token that ended is sent again. */
export async function ask(method, path, more = {}) {
  if (!token || performance.now() - fetchedAt > GOOD_FOR_MS) {
    const refused = await enter();
    if (refused) return refused;
  }
  const answer = await send(method, path, more);
  if (answer.status !== 401) return answer;
  return await enter() ?? send(method, path, more);
}

function send(method, path, more) {
  return call(method, path, { ...more, headers: { ...more.headers, Authorization: `Bearer ${token}` } });
}
