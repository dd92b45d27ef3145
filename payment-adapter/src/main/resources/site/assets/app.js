// The shell of the pages for finance: who is here, what they may do, which page is shown.
import { html, render, useEffect, useState } from './lib/preact.js';
import { language, setLanguage, t, words } from './kit/i18n.js';
import { Bar, Bones, Failed, Note } from './kit/parts.js';
import { clearQuery, go, place, Way } from './kit/place.js';
import { keepLooking, look, session, signInAddress, signOut } from './kit/session.js';
import { useStore } from './kit/store.js';
import { enter, leave, may, staff } from './adapter.js';
import { Said } from './parts.js';

const PAGES = [
  [/^\/finance$/, () => import('./pages/days.js')],
  [/^\/finance\/days\/([0-9-]{10})$/, () => import('./pages/day.js')],
  [/^\/finance\/differences$/, () => import('./pages/differences.js')],
  [/^\/finance\/differences\/(\d{1,16})$/, () => import('./pages/difference.js')],
  [/^\/finance\/files$/, () => import('./pages/files.js')],
  [/^\/finance\/files\/([0-9a-f-]{36})$/, () => import('./pages/file.js')],
  [/^\/finance\/refunds$/, () => import('./pages/refunds.js')],
  [/^\/finance\/refunds\/([0-9a-f-]{36})$/, () => import('./pages/refund.js')],
  [/^\/finance\/payouts$/, () => import('./pages/payouts.js')],
  [/^\/finance\/statements$/, () => import('./pages/statements.js')],
  [/^\/finance\/ledger$/, () => import('./pages/ledger.js')],
  [/^\/finance\/calendar$/, () => import('./pages/calendar.js')],
  [/^\/finance\/audit$/, () => import('./pages/audit.js')],
];
const WAYS = ['', '/differences', '/files', '/refunds', '/payouts', '/statements', '/ledger', '/audit'];

function App() {
  const who = useStore(session);
  const allowed = useStore(staff);
  const at = useStore(place);
  const [shown, setShown] = useState(null);
  const [name, load] = found(at.path);
  useEffect(() => {
    let wanted = true;
    setShown(null);
    load().then(module => wanted && setShown(() => module.default), () => wanted && setShown(() => Missing));
    return () => { wanted = false; };
  }, [at.path]);
  const isHere = who.state === 'in' || who.state === 'over';
  const Page = shown;
  return html`
    <a class="skip" href="#content" onClick=${event => { event.preventDefault(); document.getElementById('content').focus(); }}>${t('skip')}</a>
    <${Top} isHere=${isHere} />
    ${isHere && allowed.state === 'in' && html`<${Ways} path=${at.path} />`}
    <main class="main" id="content" tabindex="-1">
      ${at.query.get('signIn') && html`<${Note} kind="bad" title=${t('sign-in-failed')} role="alert"><p>${t(`sign-in-${at.query.get('signIn')}`)}</p>
        <p><a class="button second" href=${signInAddress()} onClick=${clearQuery}>${t('sign-in-again')}</a></p><//>`}
      ${who.state === 'over' && html`<${Note} kind="wait" title=${t('session-over')} role="alert"><p>${t('session-over-text')}</p>
        <p><a class="button" href=${signInAddress()}>${t('sign-in-again')}</a></p><//>`}
      <${Said} />
      ${isHere && allowed.state === 'in' ? (Page ? html`<${Page} key=${at.path} name=${name} person=${who.person} />` : html`<${Bones} lines=${4} />`)
        : isHere && allowed.state === 'refused' ? html`<${NoRole} />`
        : isHere && allowed.state === 'failed' ? html`<h1 tabindex="-1">${t('finance')}</h1><${Failed} ...${allowed} reload=${enter} />`
        : who.state === 'out' || who.state === 'away' ? html`<${Welcome} away=${who.state === 'away'} />`
        : html`<h1 class="hidden-text">${t('finance')}</h1><${Bones} lines=${4} />`}
    </main>`;
}

function found(path) {
  for (const [pattern, load] of PAGES) {
    const match = pattern.exec(path);
    if (match) return [match[1], load];
  }
  return [undefined, () => Promise.reject()];
}

function Top({ isHere }) {
  const change = async other => {
    setLanguage(other);
    await useWords();
    draw();
  };
  const out = async () => {
    await signOut().then(() => { leave(); go('/finance'); }, () => {});
  };
  return html`<${Bar} to="/finance" name=${t('finance-name')} onLanguage=${change} onLeave=${isHere ? out : undefined} />`;
}

function Ways({ path }) {
  const isAt = way => (way === '' ? path === '/finance' || path.startsWith('/finance/days') || path === '/finance/calendar' : path.startsWith(`/finance${way}`));
  return html`<nav class="ways" aria-label=${t('ways')}><ul>${WAYS.filter(way => way !== '/audit' || may('auditor')).map(way => html`<li key=${way}>
    <${Way} to=${`/finance${way}`} aria-current=${isAt(way) ? 'page' : undefined}>${t(`way${way}`)}<//></li>`)}</ul></nav>`;
}

function Welcome({ away }) {
  return html`<div class="narrow"><h1 tabindex="-1">${t('finance')}</h1><p>${t('welcome-text')}</p>
    ${away ? html`<${Note} kind="wait" title=${t('failed-offline')} role="alert"><p>${t('failed-offline-text')}</p>
        <button type="button" class="button second" onClick=${look}>${t('again')}</button><//>`
      : html`<p><a class="button" href=${signInAddress()}>${t('sign-in')}</a></p>`}</div>`;
}

function NoRole() {
  return html`<div class="narrow"><h1 tabindex="-1">${t('finance')}</h1>
    <${Note} kind="bad" title=${t('no-role')} role="alert"><p>${t('no-role-text')}</p>
      <button type="button" class="button second" onClick=${enter}>${t('again')}</button><//></div>`;
}

function Missing() {
  return html`<h1 tabindex="-1">${t('missing')}</h1><p><${Way} to="/finance">${t('back-to-days')}<//></p>`;
}

async function useWords() {
  words((await (language() === 'en' ? import('./words/en.js') : import('./words/vi.js'))).default);
}

function draw() {
  render(html`<${App} key=${language()} />`, document.getElementById('app'));
}

let person;
session.watch(who => {
  if (who.state === 'in' && who.person !== person) {
    person = who.person;
    enter();
  }
});

await useWords();
document.getElementById('app').replaceChildren();
draw();
look();
keepLooking();
