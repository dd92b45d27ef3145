// Which page is shown; addresses are real ones, so that reload, back and links work.
import { html } from '../lib/preact.js';
import { store } from './store.js';

export const place = store({ path: location.pathname, query: new URLSearchParams(location.search) });

function arrive() {
  place.set({ path: location.pathname, query: new URLSearchParams(location.search) });
}

addEventListener('popstate', arrive);

export function go(address) {
  history.pushState(null, '', address);
  arrive();
  scrollTo(0, 0);
}

/** Takes away what the address said for once, such as ?signIn=refused. */
export function clearQuery() {
  history.replaceState(null, '', location.pathname);
}

/** A link to one of our pages, which is shown without loading everything again. */
export function Way({ to, children, ...more }) {
  const follow = event => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return html`<a href=${to} onClick=${follow} ...${more}>${children}</a>`;
}
