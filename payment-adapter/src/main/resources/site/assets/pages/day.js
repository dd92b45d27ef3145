// One day: what ledger, platforms' files and bank have of it, what differs, and its closing.
import { html } from '../lib/preact.js';
import { exact, money, plainDay, t } from '../kit/i18n.js';
import { Note, Title } from '../kit/parts.js';
import { Way } from '../kit/place.js';
import { may } from '../adapter.js';
import { account, Act, attempt, blocker, dong, Downloads, Entries, Loaded, Person, say, State, useAnswer, Wide, word } from '../parts.js';

/** Of corrections; a file has all of them. */
const MOST_SHOWN = 100;

export default function Day({ name }) {
  const answer = useAnswer(`/v1/days/${name}`);
  return html`<p><${Way} to="/finance">← ${t('back-to-days')}<//></p><${Title}>${t('day-title', { day: plainDay(name) })}<//>
    <${Loaded} from=${answer} lines=${6}>${day => html`<${Shown} day=${day} reload=${answer.reload} />`}<//>`;
}

function Shown({ day, reload }) {
  return html`<${Standing} day=${day} reload=${reload} />
    ${day.platforms.map(one => html`<${Platform} key=${one.platform} one=${one} />`)}
    <${Differences} day=${day} />
    <${Balances} balances=${day.balances} />
    ${day.corrections.length > 0 && html`<section class="card"><div class="row-apart"><h2>${t('corrections')}</h2><${Downloads} path=${`/v1/ledger/entries?day=${day.day}&late=true`} name=${`corrections-${day.day}`} /></div>
      <p class="soft">${t('corrections-text')}${day.corrections.length === MOST_SHOWN && html` ${t('corrections-first', { n: MOST_SHOWN })}`}</p><${Entries} entries=${day.corrections} label=${t('corrections')} /></section>`}
    <p class="row"><${Way} class="button second" to=${`/finance/ledger?view=entries&day=${day.day}`}>${t('entries-of-day')}<//>
      ${day.state === 'closed' && html`<${Way} class="button second" to=${`/finance/ledger?day=${day.day}`}>${t('trial-balance')}<//>`}</p>`;
}

function Standing({ day, reload }) {
  if (day.state === 'closed') {
    return html`<${Note} kind="good" title=${t('day-closed')}><p>${t('closed-by')} <${Person} id=${day.closedBy} />, ${exact(day.closedAt)}. ${t('day-closed-text')}</p><//>`;
  }
  const blockers = day.blockers ?? [];
  const unresolved = day.differences.filter(one => one.state !== 'resolved').reduce((sum, one) => sum + one.count, 0);
  const done = () => {
    reload();
    say(t('day-closed-now', { day: plainDay(day.day) }));
  };
  return html`<${Note} kind=${blockers.length ? 'wait' : 'info'} title=${t(blockers.length ? 'day-blocked' : 'day-ready')}>
    ${blockers.length ? html`<ul>${blockers.map(code => html`<li key=${code}>${blocker(code)}</li>`)}</ul>
        <p class="row"><${Way} to="/finance/files">${t('go-to-files')}<//>${blockers.some(code => code.endsWith(':calendar-missing')) && html`<${Way} to="/finance/calendar">${t('calendar')}<//>`}</p>`
      : html`<p>${t(unresolved ? 'day-ready-listed' : 'day-ready-text', { n: unresolved })}</p>`}
    ${!blockers.length && (may('finance-approver') ? html`<${Act} label=${t('close-day')} kind="" title=${t('close-day-sure', { day: plainDay(day.day) })}
        send=${() => attempt('POST', `/v1/days/${day.day}/closing`, { body: {} })} done=${done}><p>${t('close-day-text')}</p><//>` : html`<p class="soft">${t('only-approver')}</p>`)}<//>`;
}

function Platform({ one }) {
  const differs = (a, b) => html`<td class="number">${a === b ? html`<span class="soft">0</span>` : html`<strong>${dong(a - b)}</strong>`}</td>`;
  return html`<section class="card"><div class="row-apart"><h2>${word('platform', one.platform)}</h2>
      ${one.fileId ? html`<${Way} to=${`/finance/files/${one.fileId}`}>${t('file-of-day', { n: dong(one.fileLines) })}<//>` : html`<span class="fault">${t('no-file-of-day')}</span>`}</div>
    <${Wide} label=${word('platform', one.platform)}><table><thead><tr><td></td><th class="number">${t('in-ledger')}</th><th class="number">${t('in-file')}</th><th class="number">${t('differs-by')}</th></tr></thead>
      <tbody><tr><th scope="row">${t('payments')}</th><td class="number">${dong(one.ledgerPayments)}</td><td class="number">${dong(one.filePayments)}</td>${differs(one.ledgerPayments, one.filePayments)}</tr>
        <tr><th scope="row">${t('refunds-of-day')}</th><td class="number">${dong(one.ledgerRefunds)}</td><td class="number">${dong(one.fileRefunds)}</td>${differs(one.ledgerRefunds, one.fileRefunds)}</tr>
        <tr><th scope="row">${t('on-worklist')}</th><td class="number">${dong(one.ledgerListed)}</td><td class="number">${dong(one.fileListed)}</td><td class="number">${one.unresolved > 0 ? t('of-it-unresolved', { n: one.unresolved }) : ''}</td></tr>
        <tr><th scope="row">${t('charges')}</th><td></td><td class="number">${dong(one.fileCharges)}</td><td></td></tr></tbody></table><//>
    ${one.hasFile && html`<p class=${one.unexplained === 0 ? 'ties' : 'fault'}>${one.unexplained === 0 ? t('ties') : t('does-not-tie', { amount: money(one.unexplained) })}</p>`}
    <h3>${t('bank')}</h3>
    ${one.calendarKnown === false ? html`<p class="soft">${t('no-calendar', { year: one.creditDay.slice(0, 4) })}</p>`
      : one.expected === undefined ? html`<p class="soft">${t('no-statement', { day: plainDay(one.creditDay) })}</p>`
      : html`<p>${t('bank-compared', { day: plainDay(one.creditDay), expected: money(one.expected), credited: money(one.credited ?? 0) })}
        ${one.expected === one.credited ? html` <span class="ties">${t('bank-ties')}</span>` : html` <strong class="fault">${t('bank-differs', { amount: money((one.credited ?? 0) - one.expected) })}</strong>`}</p>`}</section>`;
}

function Differences({ day }) {
  return html`<section class="card"><div class="row-apart"><h2>${t('differences')}</h2>${day.differences.length > 0 && html`<${Way} to=${`/finance/differences?day=${day.day}`}>${t('see-all')}<//>`}</div>
    ${day.differences.length === 0 ? html`<p>${t('no-differences-of-day')}</p>` : html`<${Wide} label=${t('differences')}><table><thead><tr><th>${t('kind')}</th><th>${t('state')}</th><th class="number">${t('count')}</th></tr></thead>
      <tbody>${day.differences.map(one => html`<tr key=${one.kind + one.state}><td>${word('kind', one.kind)}</td><td><${State} of="difference" state=${one.state} /></td><td class="number">${dong(one.count)}</td></tr>`)}</tbody></table><//>`}</section>`;
}

function Balances({ balances }) {
  if (balances.length === 0) return html`<section class="card"><h2>${t('balances')}</h2><p class="soft">${t('balances-later')}</p></section>`;
  return html`<section class="card"><h2>${t('balances')}</h2><${BalanceTable} rows=${balances} label=${t('balances')} /></section>`;
}

/** Debit less credit of each account. */
export function BalanceTable({ rows, label }) {
  const sum = member => rows.reduce((total, one) => total + one[member], 0);
  return html`<${Wide} label=${label}><table><thead><tr><th>${t('account')}</th><th class="number">${t('opening')}</th><th class="number">${t('debit')}</th><th class="number">${t('credit')}</th><th class="number">${t('closing')}</th></tr></thead>
    <tbody>${rows.map(one => html`<tr key=${one.account}><th scope="row">${account(one.account)}</th><td class="number">${dong(one.opening)}</td><td class="number">${dong(one.debit)}</td><td class="number">${dong(one.credit)}</td><td class="number">${dong(one.closing)}</td></tr>`)}</tbody>
    <tfoot><tr><th scope="row">${t('total')}</th><td class="number">${dong(sum('opening'))}</td><td class="number">${dong(sum('debit'))}</td><td class="number">${dong(sum('credit'))}</td><td class="number">${dong(sum('closing'))}</td></tr></tfoot></table><//>`;
}
