// Whom the institution would admit: a file is judged first, and sent only when somebody has seen what it says.
import { html, useState } from '../lib/preact.js';
import { call, Offline } from '../kit/api.js';
import { exact, t, titleOf } from '../kit/i18n.js';
import { Bones, Failed, Note, Tag } from '../kit/parts.js';
import { useLoaded } from '../kit/store.js';
import { number } from './snapshots.js';

const ROUNDS = Array.from({ length: 20 }, (_, i) => i + 1);
const LONGEST_MS = 60_000;

export function Admitted({ code }) {
  const [round, setRound] = useState(1);
  const path = `/v1/institutions/${encodeURIComponent(code)}/rounds/${round}/admitted-lists`;
  const sent = useLoaded(() => call('GET', path), [path]);
  return html`<section aria-labelledby="admitted"><h2 id="admitted">${t('admitted')}</h2>
    <p class="soft">${t('admitted-text')}</p>
    <div class="card">
      <div class="field"><label for="round">${t('round')}</label>
        <select id="round" class="short" value=${round} onChange=${event => setRound(Number(event.target.value))}>
          ${ROUNDS.map(n => html`<option key=${n} value=${n}>${n}</option>`)}</select></div>
      <${Upload} key=${path} path=${path} done=${sent.reload} />
    </div>
    ${sent.state === 'loading' && html`<${Bones} lines=${1} />`}
    ${sent.state === 'failed' && html`<${Failed} ...${sent} reload=${sent.reload} />`}
    ${sent.state === 'here' && (sent.value.admittedLists.length ? html`<ul class="plain-list">
        ${sent.value.admittedLists.map((one, i) => html`<li key=${one.number}><${Sent} one=${one} path=${path} newest=${i === 0} /></li>`)}</ul>`
      : html`<p class="card">${t('no-admitted')}</p>`)}</section>`;
}

function Upload({ path, done }) {
  const [file, setFile] = useState(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState(null);
  const send = async query => {
    setBusy(true);
    const answer = await post(path + query, file).catch(() => ({ status: 0, body: null }));
    setBusy(false);
    setSaid(answer);
    if (answer.status === 201) done();
  };
  const choose = event => {
    setFile(event.target.files[0] ?? null);
    setSaid(null);
  };
  return html`<div class="field"><label for="file">${t('file')}</label>
      <input id="file" type="file" accept=".csv,text/csv" onChange=${choose} /></div>
    <button type="button" class="button second" disabled=${!file || busy} onClick=${() => send('')}>${t('preview')}</button>
    <div class="said" aria-live="polite">
      ${said?.status === 200 && html`<${Preview} said=${said.body} busy=${busy} commit=${() => send(`?commit=${said.body.sha256}`)} />`}
      ${said?.status === 201 && html`<${Note} kind="good" title=${t('sent', { n: said.body.number })}><p class="small code">${said.body.sha256}</p><//>`}
      ${said && said.status !== 200 && said.status !== 201 && html`<${Faults} said=${said} />`}
    </div>`;
}

function Preview({ said, busy, commit }) {
  return html`<${Note} kind="info" title=${t('preview-title')}>
    <dl class="lines"><div><dt>${t('preview-lines')}</dt><dd class="number">${number(said.lines)}</dd></div>
      ${said.programmes.map(one => html`<div key=${one.programmeCode}><dt>${one.programmeCode}</dt><dd class="number">${number(one.lines)}</dd></div>`)}
      ${said.unpaid > 0 && html`<div><dt>${t('preview-unpaid')}</dt><dd class="number">${number(said.unpaid)}</dd></div>`}</dl>
    ${said.unpaid > 0 && html`<p>${t('preview-unpaid-text', { lines: said.unpaidLines.join(', ') })}</p>`}
    <p class="small"><span class="soft">SHA-256:</span> <span class="code">${said.sha256}</span></p>
    <button type="button" class="button" disabled=${busy} onClick=${commit}>${t('commit')}</button><//>`;
}

function Faults({ said }) {
  if (!said.body?.faults?.length) return html`<${Failed} status=${said.status} problem=${said.body} />`;
  return html`<${Note} kind="bad" title=${t('file-faults')} role="alert"><p>${titleOf(said.body)}</p>
    <ul>${said.body.faults.map((fault, i) => html`<li key=${i}>${where(fault)}</li>`)}</ul><//>`;
}

function where(fault) {
  const line = /^line:(\d+)/.exec(fault.pointer)?.[1];
  return line ? t('line', { n: line, text: titleOf(fault) }) : titleOf(fault);
}

function Sent({ one, path, newest }) {
  return html`<article class="card" aria-label=${t('admitted-number', { n: one.number })}>
    <div class="row-apart"><h3>${t('admitted-number', { n: one.number })}</h3>${newest && html`<${Tag} kind="good">${t('counts')}<//>`}</div>
    <dl class="lines"><div><dt>${t('preview-lines')}</dt><dd class="number">${number(one.lines)}</dd></div>
      <div><dt>${t('uploaded-at')}</dt><dd class="number">${exact(one.uploadedAt)}</dd></div></dl>
    <p class="small"><span class="soft">SHA-256:</span> <span class="code">${one.sha256}</span></p>
    <p><a href=${`${path}/${one.number}`} download=${`admitted-${one.number}.csv`}>${t('download-sent')}</a></p></article>`;
}

/** As kit/api.js, with a file as it is. */
async function post(path, file) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'X-From': 'pages', 'Content-Type': 'text/csv' },
      body: file,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  } catch (e) {
    throw new Offline(String(e));
  }
}
