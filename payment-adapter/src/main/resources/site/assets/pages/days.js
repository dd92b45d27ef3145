// The days: which are closed, what they came to, what is left to do.
import { html } from '../lib/preact.js';
import { money, plainDay, t } from '../kit/i18n.js';
import { Title } from '../kit/parts.js';
import { place, Way } from '../kit/place.js';
import { useStore } from '../kit/store.js';
import { DayChart } from '../chart.js';
import { Between, daysAgo, dong, Downloads, Loaded, State, useAnswer, Wide } from '../parts.js';

const USUAL_DAYS = 30;

export default function Days() {
  const at = useStore(place);
  const to = at.query.get('to') ?? daysAgo(0);
  const from = at.query.get('from') ?? daysAgo(USUAL_DAYS);
  const path = `/v1/days?from=${from}&to=${to}`;
  const answer = useAnswer(path);
  return html`<${Title}>${t('days')}<//>
    <${Between} key=${from + to} from=${from} to=${to} />
    <p><${Way} to="/finance/calendar">${t('calendar')}<//></p>
    <${Loaded} from=${answer} lines=${6}>${({ days }) => (days.length === 0 ? html`<p class="card">${t('no-days')}</p>` : html`<${Shown} days=${days} path=${path} name=${`${from}-${to}`} />`)}<//>`;
}

function Shown({ days, path, name }) {
  const sum = member => days.reduce((total, one) => total + one[member], 0);
  const isOpen = one => !one.closedAt && (one.payments || one.refunds || one.files || one.differences);
  return html`
    <dl class="tiles">
      <div><dt>${t('payments')}</dt><dd class="number">${money(sum('payments'))}</dd></div>
      <div><dt>${t('refunds-of-day')}</dt><dd class="number">${money(sum('refunds'))}</dd></div>
      <div><dt>${t('days-open')}</dt><dd class="number">${days.filter(isOpen).length}</dd></div>
      <div><dt>${t('unresolved')}</dt><dd class="number"><${Way} to="/finance/differences?state=open">${dong(sum('unresolved'))}<//></dd></div>
    </dl>
    <section class="card"><h2>${t('chart')}</h2>
      <ul class="legend"><li class="in">${t('payments')}</li><li class="in still-open">${t('payments-open')}</li><li class="out">${t('refunds-of-day')}</li><li class="alert">${t('unresolved')}</li></ul>
      <${Wide} label=${t('chart')}><${DayChart} days=${days.toReversed()} label=${t('chart-text', { n: days.length })} /><//></section>
    <section class="card"><div class="row-apart"><h2>${t('days-table')}</h2><${Downloads} path=${path} name=${`days-${name}`} /></div>
      <${Wide} label=${t('days-table')}><table><thead><tr><th>${t('day')}</th><th>${t('state')}</th><th class="number">${t('payments-dong')}</th><th class="number">${t('refunds-dong')}</th>
          <th class="number">${t('files')}</th><th class="number">${t('differences')}</th><th class="number">${t('unresolved')}</th></tr></thead>
        <tbody>${days.map(one => html`<tr key=${one.day}><td class="day"><${Way} to=${`/finance/days/${one.day}`}>${plainDay(one.day)}<//></td>
          <td><${State} of="day" state=${one.closedAt ? 'closed' : 'open'} /></td><td class="number">${dong(one.payments)}</td><td class="number">${dong(one.refunds)}</td>
          <td class="number">${one.files}</td><td class="number">${dong(one.differences)}</td>
          <td class="number">${one.unresolved > 0 ? html`<strong>${dong(one.unresolved)}</strong>` : '0'}</td></tr>`)}</tbody></table><//></section>`;
}
