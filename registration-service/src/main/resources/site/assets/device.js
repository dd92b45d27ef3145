// What this device keeps, for one person at a time: drafts, filings that are to be sent, receipts that were checked.
// Everything is deleted on sign-out. On a shared phone drafts are not kept at all, only what is to be sent, until it is.

const NAME = 'baodanh';
const STORES = ['drafts', 'outbox', 'checked'];
let opened;
const memory = new Map(); // drafts on a shared phone, or where the browser keeps nothing

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach(name => request.result.createObjectStore(name, { keyPath: 'key' }));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(store, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

const get = (store, key) => run(store, 'readonly', s => s.get(key));
const all = store => run(store, 'readonly', s => s.getAll());
const put = (store, value) => run(store, 'readwrite', s => s.put(value));
const remove = (store, key) => run(store, 'readwrite', s => s.delete(key));

export function isShared() {
  return localStorage.getItem('shared') === 'yes';
}

/** From now on drafts are kept here, or not; what is there is deleted if not. */
export async function setShared(shared) {
  localStorage.setItem('shared', shared ? 'yes' : 'no');
  if (shared) await run('drafts', 'readwrite', s => s.clear());
}

/** A draft as it was kept last, or undefined. */
export async function draft(person, kind) {
  const key = `${person} ${kind}`;
  if (isShared()) return memory.get(key);
  try {
    return (await get('drafts', key))?.value ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}

export async function keepDraft(person, kind, value) {
  const key = `${person} ${kind}`;
  memory.set(key, value);
  if (!isShared()) await put('drafts', { key, value }).catch(() => {});
}

export async function dropDraft(person, kind) {
  memory.delete(`${person} ${kind}`);
  await remove('drafts', `${person} ${kind}`).catch(() => {});
}

/** Filings of this person, the oldest first; fails where the browser keeps nothing. */
export async function outbox(person) {
  return (await all('outbox')).filter(item => item.person === person).sort((a, b) => a.madeAt - b.madeAt);
}

/** Ends when it is on the disk. */
export const keepInOutbox = item => put('outbox', item);
export const dropFromOutbox = key => remove('outbox', key);

/** What checking a filing's receipt on this device found: {ok, at}, or undefined. */
export async function checked(filing) {
  return get('checked', filing).catch(() => undefined);
}

export const keepChecked = (filing, result) => put('checked', { key: filing, ...result }).catch(() => {});

/** Deletes whatever anybody left here. */
export async function forgetEverything() {
  memory.clear();
  sessionStorage.clear(); // keys of payments that were begun
  await Promise.all(STORES.map(name => run(name, 'readwrite', s => s.clear()).catch(() => {})));
}
