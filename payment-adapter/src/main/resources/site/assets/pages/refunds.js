// Refunds: one person prepares them, another lets them go, one by one or many at once.
import { html, useEffect, useState } from '../lib/preact.js';
import { exact, money, t } from '../kit/i18n.js';
import { Title } from '../kit/parts.js';
import { place, Way } from '../kit/place.js';
import { session } from '../kit/session.js';
import { useStore } from '../kit/store.js';
import { may } from '../adapter.js';
import { Act, attempt, Choices, dong, Downloads, Loaded, More, Person, say, State, usePages, Wide, word } from '../parts.js';
import { OpenByHand } from './refund-open.js';

const STATES = ['', 'open', 'prepared', 'released', 'sent', 'unknown', 'refunded', 'refused', 'returned', 'dismissed'];
const MOST_AT_ONCE = 100;

export default function Refunds() {
  const at = useStore(place);
  const state = at.query.get('state') ?? '';
  const pages = usePages(`/v1/refunds${state && `?state=${encodeURIComponent(state)}`}`, 'refunds');
  return html`<${Title}>${t('refunds')}<//><p class="soft">${t('refunds-text')}</p>
    <${Choices} label=${t('state')} name="state" values=${STATES} chosen=${state} text=${one => (one ? t(`refund-state-${one}`) : t('all'))} />
    ${may('finance') && html`<${OpenByHand} />`}
    <${Loaded} from=${pages} lines=${6}>${() => (pages.rows.length === 0 ? html`<p class="card">${t(state ? 'no-refunds-like-this' : 'no-refunds')}</p>` : html`<${List} key=${state} pages=${pages} />`)}<//>`;
}

/** What somebody may do with many at once: prepare what is open, let go what another prepared. */
function waiting(one) {
  if (one.state === 'open' && may('finance')) return 'prepare';
  if (one.state === 'prepared' && may('finance-approver') && one.preparedBy !== session.get().person) return 'release';
  return undefined;
}

function List({ pages }) {
  const [picked, setPicked] = useState([]);
  useEffect(() => setPicked(picked.filter(id => pages.rows.some(one => one.id === id && waiting(one)))), [pages.value]);
  const pick = one => () => setPicked(picked.includes(one.id) ? picked.filter(id => id !== one.id) : [...picked, one.id].slice(0, MOST_AT_ONCE));
  const mayPick = pages.rows.some(waiting);
  const chosen = what => pages.rows.filter(one => picked.includes(one.id) && waiting(one) === what);
  const all = what => pages.rows.filter(one => waiting(one) === what).slice(0, MOST_AT_ONCE).map(one => one.id);
  return html`
    ${mayPick && html`<div class="choices" role="group" aria-label=${t('pick')}>${['prepare', 'release'].filter(what => all(what).length).map(what => html`<button type="button" key=${what} onClick=${() => setPicked(all(what))}>${t(`pick-${what}`, { n: all(what).length })}</button>`)}
      ${picked.length > 0 && html`<button type="button" onClick=${() => setPicked([])}>${t('pick-none')}</button>`}</div>`}
    <${Wide} label=${t('refunds')}><table class="card-table"><thead><tr>${mayPick && html`<th class="pick"><span class="hidden-text">${t('pick')}</span></th>`}<th class="number">${t('number')}</th><th>${t('reference')}</th><th class="number">${t('amount-dong')}</th><th>${t('reason')}</th>
        <th>${t('opened-at')}</th><th>${t('prepared-by')}</th><th>${t('released-by')}</th><th>${t('state')}</th></tr></thead>
      <tbody>${pages.rows.map(one => html`<tr key=${one.id}>${mayPick && html`<td class="pick">${waiting(one) && html`<label><span class="hidden-text">${t('pick-one', { n: one.number })}</span><input type="checkbox" checked=${picked.includes(one.id)} onChange=${pick(one)} /></label>`}</td>`}
        <td class="number"><${Way} to=${`/finance/refunds/${one.id}`}>${one.number}<//></td><td class="code">${one.reference}</td><td class="number">${dong(one.amount)}</td><td>${word('refund-reason', one.reason)}</td>
        <td class="soft">${exact(one.openedAt)}</td><td><${Person} id=${one.preparedBy} /></td><td><${Person} id=${one.releasedBy} /></td><td><${State} of="refund" state=${one.state} /></td></tr>`)}</tbody></table><//>
    <${More} pages=${pages} /><${Downloads} path=${pages.path} name="refunds" />
    ${['prepare', 'release'].map(what => chosen(what).length > 0 && html`<${Batch} key=${what} what=${what} refunds=${chosen(what)} done=${() => { setPicked([]); pages.reload(); }} />`)}`;
}

function Batch({ what, refunds, done }) {
  const sum = money(refunds.reduce((total, one) => total + one.amount, 0));
  const send = what === 'release' ? release : prepare;
  return html`<div class="batch"><p>${t('picked', { n: refunds.length, sum })}</p>
    <${Act} label=${t(`${what}-batch`, { n: refunds.length })} kind="" title=${t(`${what}-batch-sure`, { n: refunds.length, sum })} send=${() => send(refunds)} done=${results => { done(); tell(what, results); }}><p>${t(`${what}-batch-text`)}</p><//></div>`;
}

/** Says how many went well, and why others did not. */
function tell(what, { results }) {
  const failed = results.filter(one => one.code);
  const good = t(`${what}-batch-done`, { n: results.length - failed.length });
  const codes = [...new Set(failed.map(one => one.code))].map(code => word('refund-code', code)).join('; ');
  say(failed.length ? `${good} ${t('batch-failed', { n: failed.length })} ${codes}` : good, failed.length ? 'wait' : 'good');
}

function release(refunds) {
  return attempt('POST', '/v1/refunds/releases', { body: { ids: refunds.map(one => one.id) } });
}

/** Each with its whole amount; what is wrong with one keeps none of the others back. */
async function prepare(refunds) {
  const results = [];
  for (const one of refunds) {
    const answer = await attempt('POST', `/v1/refunds/${one.id}/preparation`, { body: { amount: one.amount } });
    if (answer.status === 0 || answer.status === 503) return answer;
    results.push(answer.status === 200 ? { id: one.id, state: answer.body.state } : { id: one.id, code: answer.body?.code ?? 'internal' });
  }
  return { status: 200, body: { results } };
}
