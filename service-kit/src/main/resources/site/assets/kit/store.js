// A value that pages watch.
import { useEffect, useState } from '../lib/preact.js';
import { isPassing, waitOf } from './api.js';

export function store(initial) {
  let value = initial;
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      value = next;
      watchers.forEach(watcher => watcher(value));
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** The value now, and again whenever it changes. */
export function useStore(from) {
  const [value, setValue] = useState(from.get());
  useEffect(() => {
    setValue(from.get());
    return from.watch(setValue);
  }, [from]);
  return value;
}

const AGAIN_MS = 10_000;
const OLD_MS = 30_000;

/**
 * What an answer of the service brought: {state: 'loading' | 'here' | 'failed', value, problem, reload}.
 * `load` answers {status, body}; 200 is here, anything else failed, with the problem document if there is one. What failed
 * because something is busy or away is read again by itself, when the service asks for it; so is what is old when somebody
 * comes back to the page, or a session that was over is good again. What is here stays while it cannot be read anew.
 */
export function useLoaded(load, dependencies = []) {
  const [loaded, setLoaded] = useState({ state: 'loading' });
  const [round, setRound] = useState(0);
  const reload = () => setRound(n => n + 1);
  useEffect(() => {
    let wanted = true;
    let timer;
    let at = Date.now();
    const again = ms => {
      timer = setTimeout(() => document.visibilityState === 'visible' ? reload() : again(ms), ms);
    };
    const back = () => document.visibilityState === 'visible' && Date.now() - at > OLD_MS && reload();
    document.addEventListener('visibilitychange', back);
    addEventListener('session-back', reload);
    load()
      .then(answer => answer.status === 200
        ? { state: 'here', value: answer.body, header: answer.header }
        : { state: 'failed', status: answer.status, problem: answer.body, wait: isPassing(answer.status) && waitOf(answer, AGAIN_MS) })
      .catch(() => ({ state: 'failed', status: 0, problem: null, wait: AGAIN_MS }))
      .then(next => {
        if (!wanted) return;
        at = Date.now();
        setLoaded(before => before.state === 'here' && next.wait ? before : next);
        if (next.wait) again(next.wait * (1 + Math.random() / 2)); // not everybody at once
      });
    return () => {
      wanted = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', back);
      removeEventListener('session-back', reload);
    };
  }, [...dependencies, round]);
  return { ...loaded, reload };
}

const LOOK_MS = [2_000, 3_000, 5_000, 8_000, 15_000]; // then every 15 s, for as long as the page is looked at

/** Reads again, more and more slowly, while something is awaited. */
export function useAwaited(isAwaited, reload) {
  useEffect(() => {
    if (!isAwaited) return;
    let round = 0;
    let timer;
    const look = () => {
      if (document.visibilityState === 'visible') reload();
      timer = setTimeout(look, LOOK_MS[Math.min(++round, LOOK_MS.length - 1)]);
    };
    timer = setTimeout(look, LOOK_MS[0]);
    return () => clearTimeout(timer);
  }, [isAwaited]);
}
