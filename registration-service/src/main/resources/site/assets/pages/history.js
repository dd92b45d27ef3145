// Every change: when, from where, before and after.
import { html, useEffect, useState } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { exact, t } from '../kit/i18n.js';
import { keyOf, namesOf } from '../catalogue.js';
import { difference } from '../filing/difference.js';
import { Bones, Failed, Tag, Title } from '../parts.js';
import { useLoaded } from '../kit/store.js';
import { linesOf, useNames } from './registration-summary.js';

/** The whole history; a candidate has some tens of filings, a page fifty. */
async function everything() {
  const filings = [];
  let after;
  for (;;) {
    const page = await call('GET', `/v1/me/filings${after ? `?after=${after}` : ''}`);
    if (page.status !== 200) return page;
    filings.push(...page.body.filings);
    after = page.body.next;
    if (!after || filings.length >= 500) return { ...page, body: filings };
  }
}

export default function History() {
  const loaded = useLoaded(everything);
  return html`<div class="narrow"><${Title}>${t('history')}<//><p>${t('history-text')}</p>
    ${loaded.state === 'loading' && html`<${Bones} lines=${5} />`}
    ${loaded.state === 'failed' && loaded.status !== 401 && html`<${Failed} ...${loaded} reload=${loaded.reload} />`}
    ${loaded.state === 'here' && (loaded.value.length === 0 ? html`<p class="card">${t('no-history')}</p>` : html`<${Filings} filings=${loaded.value} />`)}</div>`;
}

function Filings({ filings }) {
  const [names, setNames] = useState({});
  useEffect(() => { namesOf(filings.flatMap(one => one.preferences ?? [])).then(setNames); }, []);
  const nameOf = p => names[keyOf(p)]?.programme ?? keyOf(p);
  const before = {};
  const changes = filings.map(filing => {
    const was = before[filing.kind];
    if (filing.status === 'applied') before[filing.kind] = filing;
    return { filing, was };
  });
  return html`<ol class="plain-list">${changes.toReversed().map(({ filing, was }) => html`<li key=${filing.id} class="card">
    <div class="row-apart"><h2>${t(filing.withdrawn ? 'what-withdrawal' : `what-${filing.kind}`)}</h2>
      <${Tag} kind=${{ applied: 'good', overtaken: 'none' }[filing.status] ?? 'bad'}>${t(`outcome-${filing.status}`)}<//></div>
    <p class="number">${t('received-at', { at: exact(filing.receivedAt) })}<br /><span class="soft">${t('recorded-at', { at: exact(filing.recordedAt) })}</span>
      ${filing.from && html`<br /><span class="soft">${t('from', { from: filing.from })}</span>`}
      ${filing.enteredBy && html`<br /><span class="soft">${t('entered-by', { school: filing.enteredBy })}</span>`}</p>
    ${filing.reason && html`<p class="fault">${t(`reason-${filing.reason}`)}</p>`}
    <${Opened} title=${t('what-changed')}>${() => html`<${Changed} filing=${filing} was=${was} nameOf=${nameOf} />`}<//>
    <details><summary>${t('receipt-number')}</summary><p class="code">${filing.id}</p>
      <p><a href=${`/v1/me/filings/${filing.id}/receipt`} download=${`bien-nhan-${filing.id}.json`}>${t('receipt-download')}</a></p></details></li>`)}</ol>`;
}

/** What is drawn, and its names are asked for, when somebody wants to see it. */
function Opened({ title, children }) {
  const [isOpen, setOpen] = useState(false);
  return html`<details onToggle=${event => setOpen(event.target.open)}><summary>${title}</summary>${isOpen && children()}</details>`;
}

function Changed({ filing, was, nameOf }) {
  if (filing.preferences) {
    const d = difference(was?.preferences ?? [], filing.preferences);
    const lines = [...d.added.map(c => ['+', t('change-added', { name: nameOf(c.preference), place: c.to })]),
      ...d.removed.map(c => ['−', t('change-removed', { name: nameOf(c.preference), from: c.from })]),
      ...d.moved.map(c => ['↕', t('change-moved', { name: nameOf(c.preference), from: c.from, to: c.to })])];
    return html`<ul class="plain-list lines changes">${lines.length ? lines.map(([sign, text]) => html`<li key=${text}><span class="sign" aria-hidden="true">${sign}</span> ${text}</li>`) : html`<li>${t('no-difference')}</li>`}</ul>
      <h3>${t('list-then')}</h3><ol>${filing.preferences.map(p => html`<li key=${keyOf(p)}>${nameOf(p)} <span class="code soft">${p.institutionCode} · ${p.programmeCode}</span></li>`)}</ol>`;
  }
  if (filing.withdrawn) return html`<p>${t('withdrawn')}</p>`;
  return html`<${Form} form=${filing.registration ?? {}} was=${was?.registration ?? {}} />`;
}

function Form({ form, was }) {
  const names = useNames([form, was]);
  const old = Object.fromEntries(linesOf(was, names));
  const is = Object.fromEntries(linesOf(form, names));
  const lines = [...Object.entries(is), ...Object.keys(old).filter(pointer => !(pointer in is)).map(pointer => [pointer, ''])]
    .filter(([pointer, text]) => old[pointer] !== text);
  return html`<dl class="lines">${lines.map(([pointer, text]) => html`<div key=${pointer}><dt>${t(`field-${pointer.slice(1).replaceAll('/', '-')}`)}</dt>
    <dd>${old[pointer] !== undefined && html`<s class="soft"><span class="hidden-text">${t('before')} </span>${old[pointer]}</s> `}${text || html`<span class="soft">${t('now-empty')}</span>`}</dd></div>`)}</dl>`;
}
