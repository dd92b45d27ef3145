// The ledger: balances at the close of a day, or its rows.
import { html } from '../lib/preact.js';
import { plainDay, t } from '../kit/i18n.js';
import { Field, Title } from '../kit/parts.js';
import { place, Way } from '../kit/place.js';
import { useStore } from '../kit/store.js';
import { account, Choices, daysAgo, Downloads, Entries, filter, Loaded, More, useAnswer, usePages } from '../parts.js';
import { BalanceTable } from './day.js';

export default function Ledger() {
  const at = useStore(place);
  const day = at.query.get('day') ?? daysAgo(1);
  const isEntries = at.query.get('view') === 'entries';
  return html`<${Title}>${t('ledger')}<//>
    <${Choices} label=${t('what-is-shown')} name="view" values=${['', 'entries']} chosen=${isEntries ? 'entries' : ''} text=${view => t(view ? 'entries' : 'trial-balance')} />
    <div class="between"><${Field} id="day" label=${t('day')}>${common => html`<input type="date" value=${day} onChange=${event => filter({ day: event.target.value })} ...${common} />`}<//>
      ${isEntries && html`<${AccountField} key=${at.query.get('account')} chosen=${at.query.get('account') ?? ''} />`}</div>
    ${isEntries ? html`<${Rows} day=${day} of=${at.query.get('account')} />` : html`<${Balance} day=${day} />`}`;
}

function AccountField({ chosen }) {
  return html`<${Field} id="account" label=${t('account')} hint=${t('account-hint')}>${common => html`<input type="text" value=${chosen} maxlength="60" autocomplete="off"
    onChange=${event => filter({ account: event.target.value.trim() })} ...${common} />`}<//>`;
}

function Balance({ day }) {
  const path = `/v1/ledger/trial-balance?day=${encodeURIComponent(day)}`;
  const answer = useAnswer(path);
  return html`<${Loaded} from=${answer} lines=${6}>${({ accounts }) => (accounts.length === 0
    ? html`<p class="card">${t('day-not-closed')} <${Way} to=${`/finance/days/${day}`}>${t('to-day-page')}<//></p>`
    : html`<section class="card"><div class="row-apart"><h2>${t('trial-balance-of', { day: plainDay(day) })}</h2><${Downloads} path=${path} name=${`trial-balance-${day}`} /></div>
      <p class="soft">${t('trial-balance-text')}</p><${BalanceTable} rows=${accounts} label=${t('trial-balance')} /></section>`)}<//>`;
}

function Rows({ day, of }) {
  const pages = usePages(`/v1/ledger/entries?day=${encodeURIComponent(day)}${of ? `&account=${encodeURIComponent(of)}` : ''}`, 'entries');
  return html`<${Loaded} from=${pages} lines=${6}>${() => (pages.rows.length === 0 ? html`<p class="card">${t('no-entries-of-day')}</p>`
    : html`<section class="card"><h2>${of ? t('entries-of-account', { day: plainDay(day), account: account(of) }) : t('entries-of', { day: plainDay(day) })}</h2><${Entries} entries=${pages.rows} label=${t('entries')} /><${More} pages=${pages} /><${Downloads} path=${pages.path} name="entries" /></section>`)}<//>`;
}
