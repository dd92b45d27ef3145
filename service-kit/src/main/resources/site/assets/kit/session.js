// Who is signed in. The cookie cannot be read here, and need not be.
import { call, Offline } from './api.js';
import { language } from './i18n.js';
import { store } from './store.js';

/** {state: 'unknown' | 'in' | 'out' | 'over' | 'away', person, name, dateOfBirth, citizenNumber} */
export const session = store({ state: 'unknown' });

const LOOK_AGAIN_MS = 10 * 60_000; // keeps the session from ending while the pages are in use

export async function look() {
  const before = session.get();
  try {
    const answer = await call('GET', '/v1/session');
    if (answer.status !== 200) throw new Offline(answer.status);
    if (answer.body.signedIn) {
      localStorage.setItem('person', answer.body.person);
      session.set({ state: 'in', ...answer.body });
      if (before.state === 'over') dispatchEvent(new Event('session-back'));
    } else {
      session.set({ ...before, state: before.state === 'in' || before.state === 'over' ? 'over' : 'out' });
    }
  } catch {
    // The device may be offline: whoever was here last goes on with what is on it.
    if (before.state !== 'in') session.set({ state: 'away', person: localStorage.getItem('person') });
  }
  return session.get();
}

/** An answer said that the session is good no more. */
export function over() {
  const before = session.get();
  if (before.state === 'in') session.set({ ...before, state: 'over' });
}

addEventListener('session-over', over);

// Another tab signed somebody in or out: what is shown here must be of who is here now.
addEventListener('storage', event => {
  if (event.key !== 'person') return;
  if (event.newValue === null) session.set({ state: 'out' });
  else look();
});

export function keepLooking() {
  let last = Date.now();
  const lookIfOld = () => {
    const mayBeBack = session.get().state === 'over'; // signed in again in another tab
    if (document.visibilityState === 'visible' && (mayBeBack || Date.now() - last > LOOK_AGAIN_MS)) {
      last = Date.now();
      look();
    }
  };
  setInterval(lookIfOld, 60_000);
  document.addEventListener('visibilitychange', lookIfOld);
}

/** Where a link leads that signs somebody in. */
export function signInAddress(back = location.pathname, stepUp = false) {
  return `/sign-in?back=${encodeURIComponent(back)}&language=${language()}${stepUp ? '&stepUp=yes' : ''}`;
}

export async function signOut() {
  const answer = await call('DELETE', '/v1/session');
  if (answer.status !== 204) throw new Offline(answer.status);
  localStorage.removeItem('person');
  session.set({ state: 'out' });
}
