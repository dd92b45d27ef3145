// The worklist: what differs between ledger, platforms and bank, and how far each is.
import { html } from '../lib/preact.js';
import { plainDay, t } from '../kit/i18n.js';
import { Field, Title } from '../kit/parts.js';
import { place, Way } from '../kit/place.js';
import { useStore } from '../kit/store.js';
import { Choices, dong, Downloads, filter, Loaded, More, Person, State, usePages, Wide, word } from '../parts.js';

const STATES = ['', 'open', 'proposed', 'waiting', 'resolved'];
const CLASSES = ['missing-here', 'missing-there', 'amount', 'state', 'duplicate', 'wrong-day', 'charge'];

export default function Differences() {
  const at = useStore(place);
  const chosen = name => at.query.get(name) ?? '';
  const query = ['state', 'class', 'day'].filter(chosen).map(name => `${name}=${encodeURIComponent(chosen(name))}`).join('&');
  const pages = usePages(`/v1/differences${query && '?'}${query}`, 'differences');
  return html`<${Title}>${t('differences')}<//>
    <${Choices} label=${t('state')} name="state" values=${STATES} chosen=${chosen('state')} text=${state => (state ? t(`difference-state-${state}`) : t('all'))} />
    <div class="between">
      <${Field} id="class" label=${t('class')}>${common => html`<select value=${chosen('class')} onChange=${event => filter({ class: event.target.value })} ...${common}>
        <option value="">${t('all')}</option>${CLASSES.map(one => html`<option key=${one} value=${one}>${t(`class-${one}`)}</option>`)}</select>`}<//>
      <${Field} id="day" label=${t('day')}>${common => html`<input type="date" value=${chosen('day')} onChange=${event => filter({ day: event.target.value })} ...${common} />`}<//>
      ${query && html`<button type="button" class="link-button" onClick=${() => filter({ state: '', class: '', day: '' })}>${t('no-filter')}</button>`}
    </div>
    <${Loaded} from=${pages} lines=${6}>${() => (pages.rows.length === 0 ? html`<p class="card">${t(query ? 'no-differences-like-this' : 'no-differences')}</p>`
      : html`<${Wide} label=${t('differences')}><table class="card-table"><thead><tr><th class="number">${t('number')}</th><th>${t('kind')}</th><th>${t('source')}</th><th>${t('reference')}</th>
          <th class="number">${t('amount-dong')}</th><th>${t('day')}</th><th>${t('assigned-to')}</th><th>${t('state')}</th></tr></thead>
        <tbody>${pages.rows.map(one => html`<tr key=${one.id}><td class="number"><${Way} to=${`/finance/differences/${one.id}`}>${one.id}<span class="hidden-text"> ${word('kind', one.kind)}</span><//></td>
          <td>${word('kind', one.kind)}<br /><small class="soft">${word('class', one.class)}</small></td><td>${word('platform', one.platform)}</td><td class="code">${one.reference}</td>
          <td class="number">${dong(one.amount)}</td><td class="day">${plainDay(one.ledgerDay ?? one.fileDay) || '–'}</td><td><${Person} id=${one.assignedTo} /></td>
          <td><${State} of="difference" state=${one.state} /></td></tr>`)}</tbody></table><//><${More} pages=${pages} /><${Downloads} path=${pages.path} name="differences" />`)}<//>`;
}
