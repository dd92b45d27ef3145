// What was frozen, and its files. A link is enough: the session's cookie goes along.
import { html } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { exact, language, t } from '../kit/i18n.js';
import { Bones, Failed } from '../kit/parts.js';
import { useLoaded } from '../kit/store.js';

export function Snapshots({ code }) {
  const path = `/v1/institutions/${encodeURIComponent(code)}/snapshots`;
  const loaded = useLoaded(() => call('GET', path));
  return html`<section aria-labelledby="snapshots"><h2 id="snapshots">${t('snapshots')}</h2>
    <p class="soft">${t('snapshots-text')}</p>
    ${loaded.state === 'loading' && html`<${Bones} />`}
    ${loaded.state === 'failed' && html`<${Failed} ...${loaded} reload=${loaded.reload} />`}
    ${loaded.state === 'here' && (loaded.value.snapshots.length ? html`<ul class="plain-list">
      ${loaded.value.snapshots.map(one => html`<li key=${one.number}><${Snapshot} one=${one} path=${path} code=${code} /></li>`)}</ul>`
      : html`<p class="card">${t('no-snapshots')}</p>`)}</section>`;
}

function Snapshot({ one, path, code }) {
  const at = `${path}/${one.number}`;
  const name = `${code}-${one.number}`;
  const facts = [['as-of', exact(one.asOf)], ['lines', number(one.lines)], ...(one.heldBack ? [['held-back', number(one.heldBack)]] : []),
    ['bytes', t('byte-count', { n: number(one.bytes) })], ['rules-version', one.rulesVersion], ['made-at', exact(one.madeAt)]];
  return html`<article class="card" aria-label=${t('snapshot', { n: one.number })}>
    <h3>${t('snapshot', { n: one.number })}</h3>
    <dl class="lines">${facts.map(([key, value]) => html`<div key=${key}><dt>${t(key)}</dt><dd class="number">${value}</dd></div>`)}</dl>
    <p class="small"><span class="soft">${t('sha-256')}:</span> <span class="code">${one.sha256}</span></p>
    <div class="actions">
      <a class="button" href=${`${at}/file`} download=${`${name}.ndjson`}>${t('download-lines')}</a>
      <a class="button second" href=${`${at}/file?format=csv`} download=${`${name}.csv`}>${t('download-table')}</a>
      <a class="button second" href=${at} download=${`${name}-manifest.json`}>${t('download-manifest')}</a>
    </div></article>`;
}

export function number(n) {
  return n.toLocaleString(language() === 'en' ? 'en-GB' : 'vi-VN');
}
