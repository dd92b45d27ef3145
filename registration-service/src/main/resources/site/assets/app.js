// The shell: who is here, which page is shown, what must never be overlooked.
import { html, render, useEffect, useState } from './lib/preact.js';
import { language, setLanguage, t, words } from './kit/i18n.js';
import { draft, forgetEverything, isShared } from './device.js';
import { isUnsent, leftUnsent, resume, sending } from './filing/sending.js';
import { clearQuery, go, place, Way } from './kit/place.js';
import { Bar, Bones, Dialog, Failed, Icon, Note } from './parts.js';
import { keepReading, readSeason, season } from './season.js';
import { keepLooking, look, session, signInAddress, signOut } from './kit/session.js';
import { useStore } from './kit/store.js';
import { Unsent } from './unsent.js';

// `again` makes another address of a module whose first loading failed: browsers remember that.
const PAGES = {
  '/': again => import(`./pages/home.js${again}`),
  '/registration': again => import(`./pages/registration.js${again}`),
  '/preferences': again => import(`./pages/preferences.js${again}`),
  '/fee': again => import(`./pages/fee.js${again}`),
  '/payment': again => import(`./pages/fee.js${again}`),
  '/history': again => import(`./pages/history.js${again}`),
  '/messages': again => import(`./pages/messages.js${again}`),
};
const OPEN_TO_ALL = again => import(`./pages/pay.js${again}`);
const PAUSE_MS = 2_000;
const WAYS = [['/', 'home', 'home'], ['/registration', 'form', 'registration'], ['/preferences', 'list', 'preferences'],
  ['/fee', 'fee', 'fee'], ['/messages', 'bell', 'messages']];

function App() {
  const who = useStore(session);
  const items = useStore(sending);
  const at = useStore(place);
  const [page, setPage] = useState(null);
  const [leaving, setLeaving] = useState(false);
  const signIn = at.query.get('signIn');
  const load = at.path.startsWith('/pay/') ? OPEN_TO_ALL : PAGES[at.path];
  const isPublic = load === OPEN_TO_ALL;
  useEffect(() => {
    let wanted = true;
    let timer;
    setPage(null);
    const bring = (tries = 0) => load(tries ? `?again=${tries}` : '').then(module => wanted && setPage(() => module.default), () => {
      if (!wanted) return;
      setPage(() => Unreachable);
      timer = setTimeout(() => bring(tries + 1), 2 * PAUSE_MS);
    });
    if (load) bring();
    else setPage(() => Missing);
    return () => { wanted = false; clearTimeout(timer); };
  }, [at.path]);
  const isHere = who.state === 'in' || who.state === 'over' || (who.state === 'away' && who.person);
  const Page = page;
  return html`
    <a class="skip" href="#content" onClick=${event => { event.preventDefault(); document.getElementById('content').focus(); }}>${t('skip')}</a>
    <${Top} who=${who} leave=${() => setLeaving(true)} />
    ${isHere && !isPublic && html`<${Ways} path=${at.path} />`}
    <main class="main" id="content" tabindex="-1">
      ${signIn && html`<${Note} kind="bad" title=${t('sign-in-failed')} role="alert"><p>${t(`sign-in-${signIn}`)}</p>
        <p><a class="button second" href=${signInAddress()} onClick=${clearQuery}>${t('sign-in-again')}</a></p><//>`}
      ${who.state === 'over' && html`<${Note} kind="wait" title=${t('session-over')} role="alert"><p>${t(isShared() ? 'session-over-shared' : 'session-over-text')}</p>
        <p><a class="button" href=${signInAddress()}>${t('sign-in-again')}</a></p><//>`}
      ${isHere && !isPublic && html`<${Unsent} items=${items} />`}
      ${isPublic || isHere ? (Page ? html`<${Page} key=${`${at.path} ${who.person}`} person=${who.person} />` : html`<${Bones} lines=${4} />`)
        : who.state === 'unknown' ? html`<${Bones} lines=${4} />`
        : at.path === '/payment' ? html`<${Thanks} shown=${at.query.get('shown')} />` : html`<${Welcome} away=${who.state === 'away'} />`}
    </main>
    ${leaving && html`<${Leaving} person=${who.person} items=${items} close=${() => setLeaving(false)} />`}`;
}

function Top({ who, leave }) {
  const change = async other => {
    setLanguage(other);
    await useWords();
    draw();
  };
  const isIn = who.state === 'in' || who.state === 'over';
  return html`<${Bar} to="/" onLanguage=${change} onLeave=${isIn ? leave : undefined} />`;
}

function Ways({ path }) {
  return html`<nav class="ways" aria-label=${t('ways')}><ul>${WAYS.map(([to, icon, name]) => html`<li key=${to}>
    <${Way} to=${to} aria-current=${path === to ? 'page' : undefined}><${Icon} name=${icon} /><span>${t(`way-${name}`)}</span><//></li>`)}</ul></nav>`;
}

function Welcome({ away }) {
  const now = useStore(season);
  const [left, setLeft] = useState([]);
  useEffect(() => { leftUnsent().then(setLeft); }, []);
  return html`<div class="narrow">
    <${Unsent} items=${left} />
    <h1 tabindex="-1">${t('welcome')}</h1>
    <p class="lead">${t('welcome-text')}</p>
    ${away ? html`<${Note} kind="wait" title=${t('failed-offline')} role="alert"><p>${t('failed-offline-text')}</p>
        <button type="button" class="button second" onClick=${look}>${t('again')}</button><//>`
      : html`<p><a class="button" href=${signInAddress()}>${t('sign-in')}</a></p>`}
    <ul class="promises"><li>${t('promise-1')}</li><li>${t('promise-2')}</li><li>${t('promise-3')}</li></ul>
    ${now.season?.trial && html`<${Note} kind="wait"><p>${t('trial')}</p><//>`}
  </div>`;
}

/** Somebody who paid for a candidate comes back, and is not signed in. */
function Thanks({ shown }) {
  const failed = shown === 'failed';
  return html`<div class="narrow"><h1 tabindex="-1">${t('pay-for-title')}</h1>
    <${Note} kind=${failed ? 'bad' : 'good'} title=${t(failed ? 'pay-failed' : 'thanks')}><p>${t(failed ? 'thanks-failed' : 'thanks-text')}</p><//>
    <p><a href=${signInAddress('/fee')}>${t('thanks-candidate')}</a></p></div>`;
}

/** The network went away before this page came; it is brought as soon as there is one. */
function Unreachable() {
  return html`<${Failed} status=${0} />`;
}

function Missing() {
  return html`<h1 tabindex="-1">${t('missing')}</h1><p><${Way} to="/">${t('back-home')}<//></p>`;
}

/** Signing out deletes what is on the device: nobody loses a filing that way without saying so. */
function Leaving({ person, items, close }) {
  const [failed, setFailed] = useState(false);
  const [hasDraft, setHasDraft] = useState(false);
  useEffect(() => {
    Promise.all(['preferences', 'exam-registration'].map(kind => draft(person, kind))).then(kept => setHasDraft(kept.some(Boolean)));
  }, []);
  const isSending = items.some(isUnsent);
  const unsent = isSending || hasDraft;
  const leave = async () => {
    try {
      await signOut();
      await forgetEverything();
      sending.set([]);
      close();
      go('/');
    } catch {
      setFailed(true);
    }
  };
  return html`<${Dialog} title=${t('sign-out-title')} onClose=${close}>
    ${unsent && html`<${Note} kind="bad" title=${t('not-sent')}><p>${t(isSending ? 'sign-out-unsent' : 'sign-out-draft')}</p><//>`}
    <p>${t('sign-out-text')}</p>
    ${failed && html`<p class="fault" role="alert">${t('sign-out-failed')}</p>`}
    <div class="actions">
      <button type="button" class=${`button ${unsent ? 'danger' : ''}`} onClick=${leave}>${t(unsent ? 'sign-out-anyway' : 'sign-out')}</button>
      <button type="button" class="button second" onClick=${close}>${t('stay')}</button>
    </div><//>`;
}

async function useWords() {
  words((await (language() === 'en' ? import('./words/en.js') : import('./words/vi.js'))).default);
}

function draw() {
  const root = document.getElementById('app');
  render(html`<${App} key=${language()} />`, root);
}

let person;
session.watch(who => {
  if (who.person !== person) {
    person = who.person;
    resume();
  } else if (who.state === 'in' && sending.get().some(item => item.state === 'sign-in')) {
    resume();
  }
});

await useWords();
document.getElementById('app').replaceChildren();
draw();
look();
readSeason();
keepLooking();
keepReading();
// Whoever loses the network later still gets from page to page.
setTimeout(() => session.get().state === 'in' && Object.values(PAGES).forEach(load => load('').catch(() => {})), PAUSE_MS);
