// Sends filings. Each is on this device's disk before it is sent, with the key that makes repeating it harmless, and is
// sent again until there is an answer: over lost networks, closed tabs, full queues and restarts of the server.
import { call, isPassing, Offline, waitOf } from '../kit/api.js';
import { draft, dropFromOutbox, keepChecked, keepDraft, keepInOutbox, outbox } from '../device.js';
import { look, over, session } from '../kit/session.js';
import { store } from '../kit/store.js';

/**
 * This person's filings on this device:
 * {key, person, kind, body, version, madeAt, state, tries, due, problem, answer, filing, receipt}.
 *
 *   waiting   not sent, or sent and not answered: NOT SENT until the service says that it has it
 *   sign-in   the same, until the person signs in again
 *   step-up   the same, until the person shows once more who it is (problem says how)
 *   stale     something newer is on file: the person decides
 *   refused   the service does not take it; problem says why
 *   received  the service has it (answer), and its outcome is awaited
 *   done      recorded (filing); its receipt is fetched and checked (receipt: {ok, faults})
 */
export const sending = store([]);

const PATHS = { preferences: '/v1/me/preferences', 'exam-registration': '/v1/me/exam-registration' };
const UNSENT = ['waiting', 'sign-in', 'step-up'];
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
const TURN_MS = 15_000;
const MOST_CHECKS = 20;
const onDisk = new Set(); // keys of what was seen or put there
let timer;
let pumping = false;

const isUnchecked = item => item.state === 'done' && !item.receipt && (item.checks ?? 0) < MOST_CHECKS;
export const isUnsent = item => UNSENT.includes(item.state);
export const itemOf = (items, kind) => items.filter(item => item.kind === kind).at(-1);

/** Goes on with what was left on this device. */
export async function resume() {
  const person = session.get().person;
  try {
    const kept = person ? await outbox(person) : [];
    kept.forEach(item => onDisk.add(item.key));
    sending.set(kept.map(item => isUnsent(item) ? { ...item, state: 'waiting', due: 0 } : item));
  } catch {
    sending.set([]); // this browser keeps nothing, so nothing was left
  }
  pump();
}

/** What the person who was here last has not sent, as it stands for who is not signed in. */
export async function leftUnsent() {
  const person = localStorage.getItem('person');
  const kept = person ? await outbox(person).catch(() => []) : [];
  return kept.filter(isUnsent).map(item => ({ ...item, state: 'sign-in' }));
}

/**
 * Files a document; `body` is null to withdraw. Ends when it is on the disk; sending it goes on. Pressing twice sends one filing: while one of a kind is unsent the same
 * body is the same filing, and another body replaces it if it was never sent. Answers whether this body is on its way: what was tried may have arrived, so another body
 * is not taken until it is known what became of that one.
 */
export async function send(kind, body, version) {
  const before = sending.get().filter(item => item.kind === kind);
  const unsent = before.find(isUnsent);
  const isSame = unsent && JSON.stringify(unsent.body) === JSON.stringify(body);
  if (isSame || unsent?.tries > 0) {
    pump();
    return isSame;
  }
  const item = {
    key: crypto.randomUUID(), person: session.get().person, kind, body, version,
    madeAt: Date.now(), state: 'waiting', tries: 0, due: 0,
  };
  sending.set([...sending.get().filter(other => other.kind !== kind), item]);
  await keep(item);
  await Promise.all(before.map(old => dropFromOutbox(old.key).catch(() => {})));
  pump();
  return true;
}

/** The person has seen what became of it, or gives it up. */
export async function settle(key) {
  sending.set(sending.get().filter(item => item.key !== key));
  await dropFromOutbox(key).catch(() => {});
}

/** The document that a filing of this device put on file, as far as that is known before the record says so; undefined if none did. */
export function filedBy(item, version) {
  const counts = item?.state === 'received' || item?.state === 'done' && item.filing.status === 'applied' && item.answer.version === version;
  return counts ? item.body ?? undefined : undefined;
}

/** Whether something is on file whose content nobody here knows before it is recorded: what is made now is made without it. */
export const isUnseen = (onFile, item) => onFile.status === 'received' && !filedBy(item, onFile.version);

/** The version of which a draft is kept: none that there is where it was made without what is on file. */
export const draftVersion = (onFile, item) => isUnseen(onFile, item) ? `before ${onFile.version}` : onFile.version;

/** This version is on file: what this device sent before it is not said to count any more. */
export function seeOnFile(kind, version) {
  const old = sending.get().find(item => item.kind === kind && item.state === 'done' && item.filing.status === 'applied'
    && BigInt(version) > BigInt(item.answer.version));
  if (old) settle(old.key);
}

/**
 * Gives up what waits for the person to show once more who it is: it is a draft again, unless a newer one was made meanwhile. A
 * withdrawal leaves nothing behind.
 */
export async function takeBack(key) {
  const item = sending.get().find(other => other.key === key);
  if (item?.state !== 'step-up') return;
  if (item.body !== null && !await draft(item.person, item.kind)) {
    const what = item.kind === 'preferences' ? { list: item.body.preferences } : { form: item.body };
    await keepDraft(item.person, item.kind, { ...what, version: item.version });
  }
  await settle(key);
}

/** Goes on with an item after the person showed who it is; `proof` of a code, if one was typed. */
export function goOn(key, proof) {
  change(key, { state: 'waiting', due: 0, proof });
  pump();
}

async function change(key, more) {
  const items = sending.get().map(item => item.key === key ? { ...item, ...more } : item);
  sending.set(items);
  const changed = items.find(item => item.key === key);
  if (changed) await keep(changed);
}

/** Ends when it is on the disk; a browser that keeps nothing still sends. */
async function keep(item) {
  await keepInOutbox(item).then(() => onDisk.add(item.key), () => {});
}

/**
 * One tab of this browser sends; another one would be harmless, but of no use. So one that waits long for its turn, because
 * the other is asleep, takes it.
 */
async function pump() {
  if (pumping) return;
  pumping = true;
  clearTimeout(timer);
  try {
    await (navigator.locks
      ? navigator.locks.request('sending', { signal: AbortSignal.timeout(TURN_MS) }, sendDue)
        .catch(e => e.name === 'TimeoutError' || e.name === 'AbortError' ? sendDue() : Promise.reject(e))
      : sendDue());
  } finally {
    pumping = false;
  }
  const next = Math.min(...sending.get().filter(item => ['waiting', 'received'].includes(item.state) || isUnchecked(item)).map(item => item.due));
  if (next < Infinity) timer = setTimeout(pump, Math.max(50, next - Date.now()));
}

async function sendDue() {
  for (const item of sending.get()) {
    if (item.due > Date.now()) continue;
    const isHere = item.person === localStorage.getItem('person'); // another tab may have signed in somebody else
    if (item.state === 'waiting') await (isHere ? sendOne(item) : change(item.key, { state: 'sign-in' }));
    if (item.state === 'received') await follow(item);
    if (isUnchecked(item)) await check(item);
  }
}

const backoff = tries => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 6)) * (0.75 + Math.random() / 2);

async function sendOne(item) {
  const tries = item.tries + 1;
  await change(item.key, { tries, sendingNow: true });
  try {
    const headers = { 'Idempotency-Key': item.key, 'If-Match': `"${item.version}"`, Prefer: 'wait=2', 'X-Person': item.person };
    if (item.proof) headers['Step-Up'] = item.proof;
    const answer = item.body === null
      ? await call('DELETE', PATHS[item.kind], { headers })
      : await call('PUT', PATHS[item.kind], { headers, body: item.body });
    await change(item.key, { sendingNow: false, ...after(answer, tries) });
  } catch (e) {
    if (!(e instanceof Offline)) throw e;
    await change(item.key, { sendingNow: false, problem: null, due: Date.now() + backoff(tries) });
  }
}

/** What an answer makes of a filing. */
function after(answer, tries) {
  const code = answer.body?.code;
  if ((answer.status === 200 || answer.status === 202) && answer.body?.id) {
    return { state: 'received', answer: answer.body, problem: null, due: 0 };
  }
  if (code === 'step-up-required') return { state: 'step-up', problem: answer.body };
  if (answer.status === 401) {
    if (code === 'session-of-another') look();
    else over();
    return { state: 'sign-in', problem: answer.body };
  }
  if (answer.status === 412) return { state: 'stale', problem: answer.body };
  if (isPassing(answer.status) || answer.body === null) {
    return { problem: answer.body, due: Date.now() + waitOf(answer, backoff(tries)) };
  }
  return { state: 'refused', problem: answer.body };
}

/** Asks what became of a received filing; the service holds the answer until it knows, or some seconds. */
async function follow(item) {
  const asked = (item.asked ?? 0) + 1;
  try {
    const answer = await call('GET', `/v1/me/filings/${item.answer.id}`, { headers: { Prefer: 'wait=10' } });
    if (answer.status === 200 && answer.body.status !== 'received') {
      await change(item.key, { state: 'done', filing: answer.body, due: 0 });
      await check(item);
    } else if (answer.status === 401) {
      over();
      await change(item.key, { asked, due: Date.now() + LONGEST_WAIT_MS });
    } else {
      const wait = answer.status === 200 ? backoff(Math.min(asked, 3)) : waitOf(answer, backoff(asked));
      await change(item.key, { asked, due: Date.now() + wait });
    }
  } catch (e) {
    if (!(e instanceof Offline)) throw e;
    await change(item.key, { asked, due: Date.now() + backoff(asked) });
  }
}

/** Fetches the receipt and checks it, unasked. A receipt that cannot be read now is checked a little later. */
async function check(item) {
  const { checkReceipt } = await import('./receipt.js');
  const receipt = await checkReceipt(item.answer.id).catch(() => null);
  if (session.get().person !== item.person) return; // whoever signed out meanwhile leaves nothing here
  if (receipt) {
    await keepChecked(item.answer.id, receipt);
    await change(item.key, { receipt });
  } else {
    const checks = (item.checks ?? 0) + 1;
    await change(item.key, { checks, due: Date.now() + backoff(checks) });
  }
}

addEventListener('online', () => {
  sending.set(sending.get().map(item => item.state === 'waiting' ? { ...item, due: 0 } : item));
  pump();
});
// Another tab may have left something on the disk, or have sent what is shown here: the disk is right.
document.addEventListener('visibilitychange', async () => {
  const person = session.get().person;
  if (document.visibilityState !== 'visible' || !person) return;
  const kept = await outbox(person).catch(() => null);
  if (kept === null || session.get().person !== person) return;
  const mine = new Map(sending.get().map(item => [item.key, item]));
  const onlyHere = sending.get().filter(item => !onDisk.has(item.key));
  kept.forEach(item => onDisk.add(item.key));
  sending.set([...kept.map(item => mine.has(item.key) && item.state === mine.get(item.key).state ? mine.get(item.key)
    : item.state === 'waiting' ? { ...item, due: 0 } : item), ...onlyHere.filter(item => !kept.some(one => one.key === item.key))]);
  pump();
});
// Whoever leaves while something is not sent is asked by the browser.
addEventListener('beforeunload', event => {
  if (sending.get().some(item => item.state === 'waiting')) event.preventDefault();
});
