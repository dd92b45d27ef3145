// The page for a university's staff: snapshots to download, admitted lists to send in.
import { html, render, useEffect, useState } from './lib/preact.js';
import { call } from './kit/api.js';
import { language, setLanguage, t, words } from './kit/i18n.js';
import { Bar, Bones, Failed, Note, Title } from './kit/parts.js';
import { keepLooking, look, over, session, signInAddress, signOut } from './kit/session.js';
import { Admitted } from './institution/admitted.js';
import { Snapshots } from './institution/snapshots.js';
import { useLoaded, useStore } from './kit/store.js';

function App() {
  const who = useStore(session);
  const refused = new URLSearchParams(location.search).get('signIn');
  return html`
    <a class="skip" href="#content">${t('skip')}</a>
    <${Bar} to="/institution" onLanguage=${change} onLeave=${who.state === 'in' && (() => signOut().catch(look))} />
    <main class="main" id="content" tabindex="-1">
      ${refused && html`<${Note} kind="bad" title=${t('sign-in-failed')} role="alert"><p>${t(`sign-in-${refused}`)}</p><//>`}
      ${who.state === 'in' ? html`<${Own} />` : who.state === 'unknown' ? html`<${Bones} />` : html`<${Welcome} away=${who.state === 'away'} />`}
    </main>`;
}

function Welcome({ away }) {
  return html`<div class="narrow"><${Title}>${t('institution')}<//>
    ${away ? html`<${Note} kind="wait" title=${t('failed-offline')} role="alert"><p>${t('failed-offline-text')}</p>
        <button type="button" class="button second" onClick=${look}>${t('again')}</button><//>`
      : html`<p class="lead">${t('institution-sign-in')}</p><p><a class="button" href=${signInAddress('/institution')}>${t('sign-in')}</a></p>`}
  </div>`;
}

function Own() {
  const grants = useLoaded(() => call('GET', '/v1/me/grants'));
  const [chosen, setChosen] = useState(null);
  useEffect(() => { if (grants.status === 401) over(); }, [grants.status]);
  if (grants.state === 'loading') return html`<${Bones} />`;
  if (grants.state === 'failed') return html`<${Failed} ...${grants} reload=${grants.reload} />`;
  const codes = [...new Set(grants.value.grants.filter(one => one.role === 'institution').map(one => one.organisation))].sort();
  if (!codes.length) {
    return html`<${Title}>${t('institution')}<//><${Note} kind="wait" title=${t('no-institution')}><p>${t('no-institution-text')}</p><//>`;
  }
  const code = codes.includes(chosen) ? chosen : codes[0];
  return html`<${Title}>${t('institution')} ${code}<//>
    ${codes.length > 1 && html`<div class="field"><label for="institution">${t('which-institution')}</label>
      <select id="institution" value=${code} onChange=${event => setChosen(event.target.value)}>
        ${codes.map(one => html`<option key=${one} value=${one}>${one}</option>`)}</select></div>`}
    <${Snapshots} key=${`s${code}`} code=${code} />
    <${Admitted} key=${`a${code}`} code=${code} />`;
}

async function change(wanted) {
  setLanguage(wanted);
  await useWords();
  draw();
}

async function useWords() {
  const [common, own] = await Promise.all(language() === 'en'
    ? [import('./words/en.js'), import('./words/institution-en.js')]
    : [import('./words/vi.js'), import('./words/institution-vi.js')]);
  words({ ...common.default, ...own.default });
}

function draw() {
  render(html`<${App} key=${language()} />`, document.getElementById('app'));
}

await useWords();
document.getElementById('app').replaceChildren();
draw();
look();
keepLooking();
