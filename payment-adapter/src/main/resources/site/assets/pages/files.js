// Files of platforms and banks: what came, and how one is sent in.
import { html, useRef, useState } from '../lib/preact.js';
import { exact, plainDay, t, titleOf } from '../kit/i18n.js';
import { FaultSummary, Field, Note, Title } from '../kit/parts.js';
import { go, place, Way } from '../kit/place.js';
import { useStore } from '../kit/store.js';
import { may } from '../adapter.js';
import { attempt, Choices, dong, Downloads, Loaded, More, Person, refusal, say, State, usePages, Wide, word } from '../parts.js';

const SOURCES = ['vnpay', 'momo', 'bank'];
const FORMATS = { vnpay: ['csv', 'xlsx'], momo: ['csv', 'xlsx'], bank: ['csv', 'mt940', 'camt053'] };
const BY_ENDING = { csv: 'csv', xlsx: 'xlsx', xml: 'camt053', sta: 'mt940', mt940: 'mt940', '940': 'mt940', txt: 'mt940' };
const TEN_MINUTES_MS = 600_000;

export default function Files() {
  const at = useStore(place);
  const source = at.query.get('source') ?? '';
  const pages = usePages(`/v1/settlements${source && `?source=${encodeURIComponent(source)}`}`, 'files', 500);
  return html`<${Title}>${t('files-title')}<//>
    ${may('finance') && html`<${Upload} />`}
    <h2>${t('files-came')}</h2>
    <${Choices} label=${t('source')} name="source" values=${['', ...SOURCES]} chosen=${source} text=${one => (one ? word('platform', one) : t('all'))} />
    <${Loaded} from=${pages}>${() => (pages.rows.length === 0 ? html`<p class="card">${t('no-files')}</p>`
      : html`<${Wide} label=${t('files-came')}><table class="card-table"><thead><tr><th>${t('period')}</th><th>${t('source')}</th><th>${t('file-name')}</th><th class="number">${t('lines')}</th>
          <th class="number">${t('payments-dong')}</th><th class="number">${t('refunds-dong')}</th><th>${t('uploaded')}</th><th>${t('state')}</th></tr></thead>
        <tbody>${pages.rows.toReversed().map(one => html`<tr key=${one.id + one.number}><td class="day">${period(one)}</td><td>${word('platform', one.source)}<br /><small class="soft">${t(`format-${one.format}`)}</small></td>
          <td class="text"><${Way} to=${`/finance/files/${one.id}`}>${one.name}<//></td><td class="number">${dong(one.lines)}</td><td class="number">${one.source === 'bank' ? '' : dong(one.payments)}</td>
          <td class="number">${one.source === 'bank' ? '' : dong(one.refunds)}</td><td><${Person} id=${one.uploadedBy} /><br /><small class="soft">${exact(one.uploadedAt)}</small></td>
          <td><${State} of="file" state=${one.state} /></td></tr>`)}</tbody></table><//><${More} pages=${pages} /><${Downloads} path=${pages.path} name="files" />`)}<//>`;
}

/** Of which days a file is. */
export function period(one) {
  return one.periodFrom === one.periodTo ? plainDay(one.periodFrom) : `${plainDay(one.periodFrom)} – ${plainDay(one.periodTo)}`;
}

function Upload() {
  const [source, setSource] = useState('vnpay');
  const [format, setFormat] = useState('csv');
  const [file, setFile] = useState(null);
  const [faults, setFaults] = useState([]);
  const [round, setRound] = useState(0);
  const [wrong, setWrong] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const input = useRef();
  const chooseSource = one => {
    setSource(one);
    if (!FORMATS[one].includes(format)) setFormat(FORMATS[one][0]);
  };
  const choose = event => {
    const chosen = event.target.files[0] ?? null;
    setFile(chosen);
    setWrong(null);
    const guessed = BY_ENDING[chosen?.name.split('.').at(-1).toLowerCase()];
    if (!guessed) return;
    if (!FORMATS[source].includes(guessed)) setSource(SOURCES.find(one => FORMATS[one].includes(guessed)));
    setFormat(guessed);
  };
  const send = async event => {
    event.preventDefault();
    setRound(round + 1);
    setWrong(null);
    if (!file) return setFaults([{ field: 'file', text: t('file-missing') }]);
    setFaults([]);
    setBusy(true);
    const name = file.name.replace(/\p{Cc}/gu, ' ').slice(0, 200);
    const answer = await attempt('POST', `/v1/settlements?source=${source}&format=${format}&name=${encodeURIComponent(name)}`, { file, longestMs: TEN_MINUTES_MS });
    setBusy(false);
    if (answer.status !== 200 && answer.status !== 201) return setWrong(answer);
    go(`/finance/files/${answer.body.id}`);
    say(t(answer.status === 201 ? 'file-read' : 'file-known'));
  };
  const faultOf = field => faults.find(fault => fault.field === field)?.text;
  return html`<section class="card"><h2>${t('upload')}</h2><p class="soft">${t('upload-text')}</p>
    <form onSubmit=${send} novalidate><${FaultSummary} faults=${faults} round=${round} />
      <div class="upload">
        <${Field} id="file" label=${t('file')} fault=${faultOf('file')}>${common => html`<input type="file" ref=${input} accept=".csv,.xlsx,.sta,.mt940,.940,.txt,.xml" onChange=${choose} ...${common} />`}<//>
        <${Field} id="source" label=${t('file-of')}>${common => html`<select value=${source} onChange=${event => chooseSource(event.target.value)} ...${common}>
          ${SOURCES.map(one => html`<option key=${one} value=${one}>${word('platform', one)}</option>`)}</select>`}<//>
        <${Field} id="format" label=${t('format')}>${common => html`<select value=${format} onChange=${event => setFormat(event.target.value)} ...${common}>
          ${FORMATS[source].map(one => html`<option key=${one} value=${one}>${t(`format-${one}`)}</option>`)}</select>`}<//>
      </div>
      <button type="submit" class="button" disabled=${isBusy}>${t(isBusy ? 'uploading' : 'read-file')}</button></form>
    <div aria-live="polite">${isBusy && html`<p class="soft">${t('uploading-text')}</p>`}</div>
    ${wrong && html`<${Wrong} answer=${wrong} />`}</section>`;
}

/** What is wrong with a file, and on which line. */
function Wrong({ answer }) {
  const faults = answer.body?.code === 'file-faulty' ? answer.body.faults ?? [] : [];
  if (faults.length === 0) return html`<${Note} kind="bad" role="alert"><p>${refusal(answer)}</p><//>`;
  return html`<${Note} kind="bad" title=${t('file-faulty', { n: faults.length })} role="alert"><p>${t('file-faulty-text')}</p><//>
    <${Wide} label=${t('file-faults')}><table><thead><tr><th class="number">${t('line')}</th><th>${t('column')}</th><th>${t('what-is-wrong')}</th></tr></thead>
      <tbody>${faults.map((fault, i) => {
        const [, line, column] = fault.pointer.split(':');
        return html`<tr key=${i}><td class="number">${line ?? '–'}</td><td class="code">${column ?? '–'}</td><td>${titleOf(fault)}</td></tr>`;
      })}</tbody></table><//>`;
}
