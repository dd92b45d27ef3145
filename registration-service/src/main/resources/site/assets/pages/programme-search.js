// Finds programmes by name or code, of all institutions or of one.
import { html, useEffect, useState } from '../lib/preact.js';
import { t, titleOf } from '../kit/i18n.js';
import { findInstitutions, findProgrammes, institution as institutionOf, keyOf } from '../catalogue.js';
import { Icon } from '../parts.js';

const TYPING_MS = 250;
const FIRST = 8; // a screen or two on a phone

export function ProgrammeSearch({ list, full, add }) {
  const [q, setQ] = useState('');
  const [at, setAt] = useState(null); // only this institution
  const [found, setFound] = useState({ institutions: [], programmes: [] });
  const [state, setState] = useState('still');
  const [most, setMost] = useState(FIRST);
  useEffect(() => {
    const words = q.trim();
    if (!words && !at) {
      setFound({ institutions: [], programmes: [] });
      return setState('still');
    }
    let wanted = true;
    const timer = setTimeout(async () => {
      setState('asking');
      try {
        const [institutions, { programmes, isAll }] = await Promise.all([at ? [] : findInstitutions(words), findProgrammes(words, at?.code)]);
        const named = await Promise.all(programmes.map(async one => ({ ...one, at: at ?? await institutionOf(one.institutionCode).catch(() => undefined) })));
        if (!wanted) return;
        setFound({ institutions, programmes: named, isAll });
        setState('found');
        setMost(FIRST);
      } catch {
        if (wanted) setState('failed');
      }
    }, TYPING_MS);
    return () => { wanted = false; clearTimeout(timer); };
  }, [q, at]);
  const chosen = new Set(list.map(keyOf));
  const pick = one => add({ institutionCode: one.institutionCode, programmeCode: one.programmeCode },
    { programme: one.name, institution: one.at?.name, fieldCode: one.fieldCode });
  const narrow = one => { setAt(one); setQ(''); document.getElementById('search').focus(); };
  return html`<form role="search" onSubmit=${event => event.preventDefault()}>
    ${at && html`<p class="row"><span class="tag none">${at.name}</span><button type="button" class="link-button" onClick=${() => setAt(null)}>${t('search-everywhere')}</button></p>`}
    <div class="field"><label for="search">${t(at ? 'search-in' : 'search')}</label>
      <p class="hint" id="search-hint">${t('search-hint')}</p>
      <input id="search" type="search" autocomplete="off" maxlength="100" aria-describedby="search-hint" value=${q} onInput=${event => setQ(event.target.value)} /></div>
    <p role="status" class=${state === 'found' && found.programmes.length && found.isAll ? 'hidden-text' : 'soft'}>${
      state === 'asking' ? t('searching') : state === 'failed' ? t('search-failed') : state !== 'found' ? '' : found.programmes.length || !found.institutions.length ? t(found.isAll ? 'found' : 'found-many', { n: found.programmes.length }) : t('found-institutions')}</p>
    ${full && html`<p class="fault">${t('list-full')}</p>`}
    ${found.institutions.length > 0 && html`<h3>${t('institutions')}</h3>
      <ul class="plain-list chips">${found.institutions.map(one => html`<li key=${one.code}><button type="button" class="button second" onClick=${() => narrow(one)}>${one.name}</button></li>`)}</ul>`}
    ${found.programmes.length > 0 && html`<h3>${t('programmes')}</h3>
      <ul class="plain-list lines found">${found.programmes.slice(0, most).map(one => html`<li key=${keyOf(one)}>
        <div class="what"><p class="programme">${one.name}</p>
          <p class="soft small">${one.at?.name ?? ''} <span class="code">${one.institutionCode} · ${one.programmeCode}</span></p>
          ${one.subjectGroups?.length > 0 && html`<p class="soft small">${t('groups')}: ${one.subjectGroups.slice(0, 8).join(', ')}${one.subjectGroups.length > 8 ? '…' : ''}</p>`}</div>
        ${chosen.has(keyOf(one)) ? html`<span class="tag good"><span aria-hidden="true">✓</span>${t('chosen')}</span>`
          : html`<button type="button" class="icon-button" disabled=${full} aria-label=${t('add', { name: `${one.name}, ${one.at?.name ?? one.institutionCode}` })} onClick=${() => pick(one)}><${Icon} name="plus" /></button>`}
      </li>`)}</ul>
      ${found.programmes.length > most && html`<p><button type="button" class="button second" onClick=${() => setMost(most + 20)}>${t('more', { n: found.programmes.length - most })}</button></p>`}`}
  </form>`;
}
