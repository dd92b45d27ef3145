// One file before it counts and after: its sums beside the ledger's, its lines, what did not agree.
import { html } from '../lib/preact.js';
import { exact, money, plainDay, t } from '../kit/i18n.js';
import { Note, Title } from '../kit/parts.js';
import { go, Way } from '../kit/place.js';
import { may } from '../adapter.js';
import { Act, attempt, dong, download, Downloads, Facts, Loaded, More, Person, say, State, useAnswer, usePages, Wide, word } from '../parts.js';
import { period } from './files.js';

const TEN_MINUTES_MS = 600_000;

export default function File({ name }) {
  const answer = useAnswer(`/v1/settlements/${name}`);
  const lines = usePages(`/v1/settlements/${name}/lines`, 'lines');
  return html`<p><${Way} to="/finance/files">← ${t('back-to-files')}<//></p><${Title}>${t(answer.value?.source === 'bank' ? 'bank-file-title' : 'file-title')}<//>
    <${Loaded} from=${answer}>${file => html`<${Shown} file=${file} reload=${() => { answer.reload(); lines.reload(); }} />
      <section class="card"><h2>${t('lines-of-file')}</h2><${Loaded} from=${lines}>${() => html`<${Lines} pages=${lines} />`}<//></section>`}<//>`;
}

function Shown({ file, reload }) {
  const isBank = file.source === 'bank';
  const size = t('bytes', { n: dong(file.bytes) });
  return html`<${Standing} file=${file} reload=${reload} />
    ${file.before && file.before.closing !== file.opening && html`<${Note} kind="bad" title=${t('bank-gap')}><p>${t('bank-gap-text', { day: plainDay(file.before.day), closing: money(file.before.closing), opening: money(file.opening) })}</p><//>`}
    <section class="card"><div class="row-apart"><h2>${word('platform', file.source)}, ${period(file)}</h2><${State} of="file" state=${file.state} /></div>
      <${Facts} rows=${[[t('file-name'), file.name], [t('format'), `${t(`format-${file.format}`)}, ${size}`], [t('lines'), dong(file.lines)],
        [t('payments'), !isBank && money(file.payments)], [t('refunds-of-day'), !isBank && money(file.refunds)], [t('charges'), !isBank && money(file.charges)],
        [t('bank-opening'), isBank && money(file.opening ?? 0)], [t('bank-closing'), isBank && money(file.closing ?? 0)],
        [t('uploaded'), html`<${Person} id=${file.uploadedBy} />, ${exact(file.uploadedAt)}`],
        [t('committed'), file.committedBy && html`<${Person} id=${file.committedBy} />, ${exact(file.committedAt)}`], [t('withdrawn'), file.withdrawnBy && html`<${Person} id=${file.withdrawnBy} />`],
        [t('digest'), html`<span class="code small">${file.digest}</span>`]]} />
      <div class="row"><button type="button" class="button second" onClick=${() => download(`/v1/settlements/${file.id}/original`, file.name)}>${t('original')}</button></div></section>
    ${file.days?.length > 0 && html`<${Days} days=${file.days} isCounted=${file.state === 'committed'} />`}
    ${!isBank && file.state === 'committed' && html`<section class="card"><div class="row-apart"><h2>${t('answer-file')}</h2><${Downloads} path=${`/v1/settlements/${file.id}/answer`} name=${`answer-${file.source}-${file.periodFrom}`} /></div>
      <p class="soft">${t('answer-file-text')}</p></section>`}`;
}

function Standing({ file, reload }) {
  if (file.state === 'matching') return html`<${Note} kind="wait" title=${t('file-matching')}><p>${t('file-matching-text')}</p><button type="button" class="button second" onClick=${reload}>${t('again')}</button><//>`;
  if (file.state !== 'checked') return null;
  const path = `/v1/settlements/${file.id}`;
  return html`<${Note} kind="wait" title=${t('file-checked')}><p>${t('file-checked-text')}</p>
    ${may('finance') ? html`<div class="actions"><${Act} label=${t('commit')} kind="" title=${t('commit-sure')} send=${() => attempt('POST', `${path}/commit`, { body: {}, longestMs: TEN_MINUTES_MS })}
        done=${() => { reload(); say(t('commit-done')); }}><p>${t('commit-text')}</p><//>
      <${Act} label=${t('withdraw')} title=${t('withdraw-sure')} isDanger send=${() => attempt('POST', `${path}/withdrawal`, { body: {} })}
        done=${() => { go('/finance/files'); say(t('withdraw-done')); }}><p>${t('withdraw-text')}</p><//></div>` : html`<p class="soft">${t('only-maker')}</p>`}<//>`;
}

function Days({ days, isCounted }) {
  const differs = (a, b) => (a === b ? html`<span class="ties">${t('ties')}</span>` : html`<strong class="fault">${dong(a - b)}</strong>`);
  return html`<section class="card"><h2>${t('beside-ledger')}</h2><p class="soft">${t(isCounted ? 'beside-ledger-now' : 'beside-ledger-preview')}</p>
    <${Wide} label=${t('beside-ledger')}><table><thead><tr><th>${t('day')}</th><th class="number">${t('lines')}</th><th class="number">${t('payments-in-file')}</th><th class="number">${t('payments-in-ledger')}</th><th class="number">${t('differs-by')}</th>
        <th class="number">${t('refunds-in-file')}</th><th class="number">${t('refunds-in-ledger')}</th><th class="number">${t('differs-by')}</th><th class="number">${t('charges')}</th><th class="number">${t('net')}</th></tr></thead>
      <tbody>${days.map(one => html`<tr key=${one.day}><td class="day"><${Way} to=${`/finance/days/${one.day}`}>${plainDay(one.day)}<//></td><td class="number">${dong(one.lines)}</td>
        <td class="number">${dong(one.payments)}</td><td class="number">${dong(one.ledgerPayments)}</td><td class="number">${differs(one.payments, one.ledgerPayments)}</td>
        <td class="number">${dong(one.refunds)}</td><td class="number">${dong(one.ledgerRefunds)}</td><td class="number">${differs(one.refunds, one.ledgerRefunds)}</td>
        <td class="number">${dong(one.charges)}</td><td class="number">${dong(one.net)}</td></tr>`)}</tbody></table><//></section>`;
}

function Lines({ pages }) {
  if (pages.rows.length === 0) return html`<p class="soft">${t('no-lines')}</p>`;
  return html`<${Wide} label=${t('lines-of-file')}><table class="small"><thead><tr><th class="number">${t('line')}</th><th>${t('as-it-stands')}</th><th>${t('finding')}</th></tr></thead>
    <tbody>${pages.rows.map(one => html`<tr key=${one.line}><td class="number">${one.line}</td><td class="code">${one.raw}</td>
      <td>${one.finding && html`<strong>${one.finding.split(',').map(kind => word('kind', kind)).join('; ')}</strong>`}</td></tr>`)}</tbody></table><//><${More} pages=${pages} />`;
}
