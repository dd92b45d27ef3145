// A value that pages watch.
import { useEffect, useState } from '../lib/preact.js';

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

/**
 * What an answer of the service brought: {state: 'loading' | 'here' | 'failed', value, problem, reload}.
 * `load` answers {status, body}; 200 is here, anything else failed, with the problem document if there is one.
 */
export function useLoaded(load, dependencies = []) {
  const [loaded, setLoaded] = useState({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    load()
      .then(answer => answer.status === 200
        ? { state: 'here', value: answer.body, header: answer.header }
        : { state: 'failed', status: answer.status, problem: answer.body })
      .catch(() => ({ state: 'failed', status: 0, problem: null }))
      .then(next => wanted && setLoaded(next));
    return () => { wanted = false; };
  }, [...dependencies, round]);
  return { ...loaded, reload: () => setRound(n => n + 1) };
}
