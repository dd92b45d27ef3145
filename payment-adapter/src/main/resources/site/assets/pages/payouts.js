// Payouts: what is owed to institutions is prepared by one, let go by another, and confirmed by the bank's statement.
import { html, useState } from '../lib/preact.js';
import { exact, money, plainDay, t } from '../kit/i18n.js';
import { Field, Note, Title } from '../kit/parts.js';
import { place } from '../kit/place.js';
import { session } from '../kit/session.js';
import { useStore } from '../kit/store.js';
import { may } from '../adapter.js';
import { Act, attempt, Choices, daysAgo, dong, Downloads, Loaded, More, Person, refusal, say, State, usePages, Wide } from '../parts.js';

const STATES = ['', 'prepared', 'released', 'paid', 'returned', 'cancelled'];

export default function Payouts() {
  const at = useStore(place);
  const state = at.query.get('state') ?? '';
  const pages = usePages(`/v1/payouts${state && `?state=${encodeURIComponent(state)}`}`, 'payouts');
  return html`<${Title}>${t('payouts')}<//>
    ${may('finance') && html`<${Prepare} done=${pages.reload} />`}
    <${Choices} label=${t('state')} name="state" values=${STATES} chosen=${state} text=${one => (one ? t(`payout-state-${one}`) : t('all'))} />
    <${Loaded} from=${pages} lines=${6}>${() => (pages.rows.length === 0 ? html`<p class="card">${t(state ? 'no-payouts-like-this' : 'no-payouts')}</p>` : html`<${List} pages=${pages} isOneState=${state !== ''} />`)}<//>`;
}

function Prepare({ done }) {
  const [until, setUntil] = useState(daysAgo(1));
  const [told, setTold] = useState('');
  const send = async event => {
    event.preventDefault();
    const answer = await attempt('POST', '/v1/payouts', { body: { until } });
    if (answer.status !== 200) return setTold(refusal(answer));
    setTold('');
    done();
    say(t(answer.body.prepared ? 'payouts-prepared' : 'payouts-none', { n: answer.body.prepared }));
  };
  return html`<section class="card"><h2>${t('prepare-payouts')}</h2><p class="soft">${t('prepare-payouts-text')}</p>
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <form class="between" onSubmit=${send} novalidate><${Field} id="until" label=${t('until-day')}>${common => html`<input type="date" value=${until} onInput=${event => setUntil(event.target.value)} ...${common} />`}<//>
      <button type="submit" class="button">${t('prepare-list')}</button></form></section>`;
}

/** A total is of payouts that stand alike, and of all of them. */
function List({ pages, isOneState }) {
  const done = key => () => {
    pages.reload();
    say(t(key));
  };
  const sum = pages.rows.reduce((total, one) => total + one.amount, 0);
  return html`<${Wide} label=${t('payouts')}><table class="card-table"><thead><tr><th class="number">${t('number')}</th><th>${t('institution')}</th><th class="number">${t('amount-dong')}</th><th>${t('until-day')}</th>
        <th>${t('prepared-by')}</th><th>${t('released-by')}</th><th>${t('state')}</th><th><span class="hidden-text">${t('what-next')}</span></th></tr></thead>
      <tbody>${pages.rows.map(one => html`<tr key=${one.id}><td class="number">${one.number}</td><td>${one.institution}</td><td class="number">${dong(one.amount)}</td><td class="day">${plainDay(one.until)}</td>
        <td><${Person} id=${one.preparedBy} /><br /><small class="soft">${exact(one.preparedAt)}</small></td><td><${Person} id=${one.releasedBy} />${one.releasedAt && html`<br /><small class="soft">${exact(one.releasedAt)}</small>`}</td>
        <td><${State} of="payout" state=${one.state} />${one.note && html`<br /><small class="soft">${one.note}</small>`}${one.state === 'released' && html`<br /><small class="code">PAYOUT ${one.number}</small>`}</td>
        <td><div class="row"><${Next} one=${one} done=${done} /></div></td></tr>`)}</tbody>
      ${isOneState && !pages.hasMore && html`<tfoot><tr><th scope="row" colspan="2">${t('total')}</th><td class="number">${dong(sum)}</td><td colspan="5"></td></tr></tfoot>`}</table><//><${More} pages=${pages} /><${Downloads} path=${pages.path} name="payouts" />`;
}

function Next({ one, done }) {
  const me = session.get().person;
  const path = `/v1/payouts/${one.id}`;
  const withNote = what => note => attempt('POST', `${path}/${what}`, { body: { note } });
  const facts = html`<p>${t('payout-of', { code: one.institution, amount: money(one.amount), n: one.number })}</p>`;
  if (one.state === 'prepared') {
    return html`${may('finance-approver') && one.preparedBy !== me && html`<${Act} label=${t('release-payout')} title=${t('release-payout-sure')} send=${() => attempt('POST', `${path}/release`, { body: {} })} done=${done('payout-released')}>${facts}<p>${t('release-payout-text', { n: one.number })}</p><//>`}
      ${(may('finance') || may('finance-approver')) && html`<${Act} label=${t('cancel-payout')} title=${t('cancel-payout-sure')} note="needed" isDanger send=${withNote('cancellation')} done=${done('payout-cancelled')}>${facts}<//>`}`;
  }
  return one.state === 'released' && may('finance-approver') && one.releasedBy !== me
    && html`<${Act} label=${t('payout-came-back')} title=${t('payout-came-back-sure')} note="needed" isDanger send=${withNote('return')} done=${done('payout-returned')}>${facts}<p>${t('payout-came-back-text')}</p><//>`;
}
